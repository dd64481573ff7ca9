package org.tallystick.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A whole database as SQL that any client can run: the migrations that made it, with the data between them and the guards
 * switched off. (The embedded PostgreSQL brings no {@code pg_dump}, and one of an older server refuses a newer one.)
 * Restored by a superuser into an empty database, with the roles {@code owner} and {@code app}.
 */
final class DatabaseDump {
    private static final List<Path> LOCATIONS =
            List.of(Path.of("src/main/resources/db/migration"), Path.of("src/main/resources/db/guards"));
    private static final String HISTORY = "flyway_schema_history";

    private final Connection connection;

    DatabaseDump(Connection connection) {
        this.connection = connection;
    }

    String write(String version) throws SQLException, IOException {
        StringBuilder sql = new StringBuilder("-- Tallystick " + version + ": the demo community.\n"
                + "-- Its signing keys are sealed under a secret of 32 zero bytes.\n\n"
                + "SET ROLE owner;\n\n");
        sql.append(createHistory()).append('\n');
        for (String script : strings("SELECT script FROM " + HISTORY + " WHERE success ORDER BY installed_rank")) {
            sql.append(migration(script)).append('\n');
        }
        sql.append("RESET ROLE;\nSET session_replication_role = replica;\n");
        for (String table : tables()) {
            sql.append('\n');
            rows(table).forEach(row -> sql.append(row).append('\n'));
        }
        return sql.append("\nSET session_replication_role = origin;\n").toString();
    }

    private static String migration(String script) throws IOException {
        for (Path location : LOCATIONS) {
            Path file = location.resolve(Path.of(script).getFileName());
            if (Files.exists(file)) {
                return Files.readString(file)
                        .replace("${app_role}", "app")
                        .replace("${flyway:defaultSchema}", "public");
            }
        }
        throw new IllegalStateException("No migration is called " + script);
    }

    private List<String> tables() throws SQLException {
        return strings("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                + " ORDER BY relname");
    }

    private List<String> rows(String table) throws SQLException {
        List<String> columns = columns(table, "quote_ident(attname)");
        String values = columns.stream()
                .map(column -> "quote_nullable(" + column + "::text)")
                .collect(Collectors.joining(" || ', ' || "));
        String insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (";
        return strings("SELECT " + values + " FROM " + table + " ORDER BY 1").stream()
                .map(row -> insert + row + ");")
                .toList();
    }

    /** Flyway makes its table itself, before all others: a migration says who may read it. */
    private String createHistory() throws SQLException {
        String columns = String.join(
                ",\n    ",
                columns(
                        HISTORY,
                        "attname || ' ' || format_type(atttypid, atttypmod)"
                                + " || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END"));
        return "CREATE TABLE " + HISTORY + " (\n    " + columns + ",\n    PRIMARY KEY (installed_rank)\n);\n"
                + "ALTER TABLE " + HISTORY + " ALTER installed_on SET DEFAULT now();\n";
    }

    private List<String> columns(String table, String expression) throws SQLException {
        return strings("SELECT " + expression + " FROM pg_attribute WHERE attrelid = '" + table
                + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
    }

    private List<String> strings(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
