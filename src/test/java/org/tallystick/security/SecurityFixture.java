package org.tallystick.security;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.tallystick.platform.Ids;

/** Communities, logins and tokens for tests, each of its own name. */
@Singleton
public class SecurityFixture {
    public static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DataSource source;
    private final Passwords passwords;
    private volatile String hash = "";

    SecurityFixture(DataSource source, Passwords passwords) {
        this.source = source;
        this.passwords = passwords;
    }

    public static String unique(String prefix) {
        return prefix + "-" + COUNT.incrementAndGet();
    }

    /** A community without members; its slug. */
    public String community() {
        String slug = unique("community");
        execute(
                "INSERT INTO community (community_id, slug, name, time_zone, created_at) VALUES (?, ?, ?, 'UTC', ?)",
                Ids.next(),
                slug,
                slug,
                Instant.now());
        return slug;
    }

    /** A member with its login {@code handle@slug}, which has the password; the handle. */
    public String member(String slug) {
        String handle = unique("member");
        execute(
                "INSERT INTO member (community_id, member_id, handle, name, kind, joined, created_at)"
                        + " SELECT community_id, ?, ?, ?, 'person', current_date, now() FROM community WHERE slug = ?",
                Ids.next(),
                handle,
                handle,
                slug);
        user(handle + "@" + slug);
        execute(
                "INSERT INTO membership SELECT c.community_id, u.user_id, m.member_id, 'owner'"
                        + " FROM community c JOIN member m USING (community_id) JOIN app_user u ON u.username = ?"
                        + " WHERE c.slug = ? AND m.handle = ?",
                handle + "@" + slug,
                slug,
                handle);
        return handle;
    }

    /** A login with the password and no role. */
    public String user(String username) {
        if (hash.isEmpty()) {
            hash = passwords.hash(PASSWORD);
        }
        execute(
                "INSERT INTO app_user (user_id, username, password_hash, created_at) VALUES (?, ?, ?, now())",
                Ids.next(),
                username,
                hash);
        return username;
    }

    /** A login that runs the community. */
    public String administrator(String slug) {
        String username = user(unique("admin"));
        execute(
                "INSERT INTO community_role SELECT c.community_id, u.user_id, 'administrator'"
                        + " FROM community c, app_user u WHERE c.slug = ? AND u.username = ?",
                slug,
                username);
        return username;
    }

    public static Response login(String username, String password) {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("grant_type", "password")
                .formParam("username", username)
                .formParam("password", password)
                .post("/oauth/token");
    }

    public String token(String username) {
        return login(username, PASSWORD).then().statusCode(200).extract().path("access_token");
    }

    public String operatorToken() {
        return login("operator", "operator-of-the-tests")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    public static Response clientLogin(String name, String secret) {
        return given().auth()
                .preemptive()
                .basic(name, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token");
    }

    public void execute(String sql, Object... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, as text. */
    public String query(String sql, Object... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long accessVersion(String slug) {
        return Long.parseLong(query("SELECT access_version FROM community WHERE slug = ?", slug));
    }

    public UUID userId(String username) {
        return UUID.fromString(query("SELECT user_id FROM app_user WHERE username = ?", username));
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
        return statement;
    }
}
