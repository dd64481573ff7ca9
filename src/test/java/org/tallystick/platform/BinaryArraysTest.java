package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.TestServer;

/** What the database reads of arrays that are sent to it in its binary format. */
class BinaryArraysTest {
    @Test
    void everyTypeArrivesAsItWasSent() throws SQLException {
        UUID id = UUID.fromString("01a2143c-c551-7d99-883c-87e36a41c2c1");
        assertThat(read(BinaryArrays.UUIDS, "uuid", Arrays.asList(id, null))).isEqualTo("{" + id + ",NULL}");
        assertThat(read(BinaryArrays.TEXTS, "text", Arrays.asList("naïve, \"ok\" 木", "", null, "NULL")))
                .isEqualTo("{\"naïve, \\\"ok\\\" 木\",\"\",NULL,\"NULL\"}");
        assertThat(read(BinaryArrays.LONGS, "bigint", List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE)))
                .isEqualTo("{-9223372036854775808,0,9223372036854775807}");
        assertThat(read(BinaryArrays.INTEGERS, "integer", List.of(Integer.MIN_VALUE, -1, Integer.MAX_VALUE)))
                .isEqualTo("{-2147483648,-1,2147483647}");
        assertThat(read(BinaryArrays.BYTES, "bytea", List.of(new byte[] {0, -1}, new byte[0])))
                .isEqualTo("{\"\\\\x00ff\",\"\\\\x\"}");
    }

    @Test
    void timesBeforeAndAfterTheEpochOfTheDatabaseArriveToTheMicrosecond() throws SQLException {
        assertThat(read(
                        BinaryArrays.INSTANTS,
                        "timestamptz",
                        List.of(
                                Instant.parse("1969-12-31T23:59:59.999999Z"),
                                Instant.parse("1999-12-31T23:59:59.000001Z"),
                                Instant.parse("2026-02-28T12:00:00.123456789Z"))))
                .isEqualTo("{\"1969-12-31 23:59:59.999999+00\",\"1999-12-31 23:59:59.000001+00\","
                        + "\"2026-02-28 12:00:00.123456+00\"}");
        assertThat(read(
                        BinaryArrays.DATES,
                        "date",
                        List.of(LocalDate.of(1969, 12, 31), LocalDate.of(2000, 1, 1), LocalDate.of(2028, 2, 29))))
                .isEqualTo("{1969-12-31,2000-01-01,2028-02-29}");
    }

    @Test
    void emptyAndLargeArraysArriveWhole() throws SQLException {
        assertThat(read(BinaryArrays.TEXTS, "text", List.of())).isEqualTo("{}");
        String large = "x".repeat(10_000);
        assertThat(read(BinaryArrays.TEXTS, "text", Collections.nCopies(1_000, large)))
                .isEqualTo("{" + String.join(",", Collections.nCopies(1_000, large)) + "}");
    }

    private static <T> String read(BinaryArrays.Element<T> element, String type, List<@Nullable T> values)
            throws SQLException {
        try (Connection connection = TestServer.withUser("NOCREATEROLE").connect();
                Statement settings = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement("SELECT (?::" + type + "[])::text")) {
            settings.execute("SET timezone = 'UTC'");
            statement.setArray(1, BinaryArrays.of(connection, element, values, value -> value));
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getString(1);
        }
    }
}
