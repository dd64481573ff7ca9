package org.tallystick.chaos.overload;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;
import org.tallystick.testing.NewCommunity;
import org.tallystick.testing.Tokens;

/** The community that is traded in, and what is said to the service beside the load. */
final class Books {
    static final String COMMUNITY = "overload";

    private final Subject subject;
    private final Tokens operator;
    private Optional<Tokens> clients = Optional.empty();

    Books(Subject subject) {
        this.subject = subject;
        this.operator = Tokens.ofUser(List.of(subject.uri()), "operator", Subject.PASSWORD);
    }

    /** A community whose limits refuse nothing, with members m1, m2 and so on, and an exchange system that trades for them. */
    void open(Path data, int accounts) throws IOException, SQLException {
        post("/v1/communities", NewCommunity.of(COMMUNITY));
        String secret = post("/v1/communities/" + COMMUNITY + "/clients", NewCommunity.client(COMMUNITY))
                .text("client_secret");
        clients = Optional.of(Tokens.ofClient(List.of(subject.uri()), COMMUNITY, secret));
        members(data, accounts);
    }

    private static void members(Path data, int accounts) throws IOException, SQLException {
        Properties passwords = new Properties();
        passwords.load(new StringReader(Files.readString(data.resolve("database-passwords"))));
        String port = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3);
        String sql = Files.readString(Path.of("src/bench/sql/accounts.sql"))
                .replace(":community", COMMUNITY)
                .replace(":accounts", String.valueOf(accounts));
        try (Connection owner = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/tallystick",
                        "tallystick_owner",
                        passwords.getProperty("owner"));
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
            statement.execute("ANALYZE");
        }
    }

    /** An access token of the exchange system; it ends after some minutes. */
    String token() {
        return clients.orElseThrow().current();
    }

    private Answer post(String path, Object body) {
        return sent(Call.change("POST", path, operator.current(), body));
    }

    private Answer sent(Call call) {
        // A connection of its own: one that was idle may be ended in the moment in which it is used again.
        Answer answer = new JsonClient(subject.uri()).send(call);
        if (answer.status() >= 300) {
            throw new IllegalStateException(call + " was answered " + answer);
        }
        return answer;
    }

    /** Has the service check the books from the entries up. */
    JsonNode verify() {
        return sent(Call.get("/v1/communities/" + COMMUNITY + "/verification", operator.current()))
                .body();
    }
}
