package org.tallystick.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;

/** A year of a community's books, with what must come of it by a bookkeeping that is not ours. */
public final class Brightwater {
    private Brightwater() {}

    public static byte[] file(String name) {
        String path = "/brightwater/" + name + (name.equals("trades.csv") ? ".gz" : "");
        try (InputStream in = Objects.requireNonNull(Brightwater.class.getResourceAsStream(path), path)) {
            return path.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(String name) {
        return new String(file(name), StandardCharsets.UTF_8).lines().toList();
    }

    /** The slug is the test's own, so that several tests may import it. */
    public static byte[] communityFile(String slug) {
        return new String(file("community.json"), StandardCharsets.UTF_8)
                .replace("\"brightwater\"", "\"" + slug + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The three files as an archive. */
    public static byte[] zip(String slug) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("community.json", "members.csv", "trades.csv")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.equals("community.json") ? communityFile(slug) : file(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Sends the files and waits for the end. */
    public static JsonPath importAs(String operator, String slug, boolean dryRun) {
        return importAs(operator, slug, file("members.csv"), file("trades.csv"), dryRun);
    }

    public static JsonPath importAs(String operator, String slug, byte[] members, byte[] trades, boolean dryRun) {
        return await(operator, send(operator, slug, members, trades, dryRun));
    }

    /** Sends the files, and answers where the import says how it stands. */
    public static String send(String operator, String slug, byte[] members, byte[] trades, boolean dryRun) {
        return sendTo(RestAssured.port, operator, slug, members, trades, dryRun);
    }

    /** Sends the files to the instance at this port. */
    public static String sendTo(int port, String operator, String slug, byte[] members, byte[] trades, boolean dryRun) {
        String location = Api.as(operator)
                .port(port)
                .multiPart("community", "community.json", communityFile(slug))
                .multiPart("members", "members.csv", members)
                .multiPart("trades", "trades.csv", trades)
                .queryParam("dryRun", dryRun)
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return location.substring(location.indexOf("/v1/"));
    }

    /** Waits for the end of an import. */
    public static JsonPath await(String operator, String path) {
        for (int i = 0; i < 600; i++) {
            JsonPath job = Api.as(operator).get(path).jsonPath();
            if (!List.of("queued", "running").contains(job.getString("state"))) {
                return job;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("the import " + path + " does not end");
    }

    /** What the oracle says: handle to balance and number of entries. */
    public static Map<String, String> expected(String name) {
        Map<String, String> expected = new TreeMap<>();
        lines(name).stream().skip(1).forEach(line -> {
            String[] fields = line.split(",");
            expected.put(fields[0], fields[1] + " " + fields[2]);
        });
        assertThat(expected).hasSize(1477);
        return expected;
    }

    /** What the books say. */
    public static Map<String, String> balances(DataSource dataSource, String slug) throws SQLException {
        Map<String, String> balances = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT m.handle, a.balance, a.entry_count FROM account a JOIN member m USING (community_id, member_id)"
                                + " JOIN community c USING (community_id) WHERE c.slug = ?")) {
            statement.setString(1, slug);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                balances.put(rows.getString(1), rows.getBigDecimal(2).movePointLeft(2) + " " + rows.getLong(3));
            }
        }
        return balances;
    }
}
