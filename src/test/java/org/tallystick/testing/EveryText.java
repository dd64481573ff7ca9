package org.tallystick.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** All texts of the database, to look for words that shall not be there. */
@ApplicationScoped
public class EveryText {
    private static final String QUERIES = """
            SELECT c.table_name || '.' || c.column_name,
                   format('SELECT count(*) FROM %I WHERE position(lower(%L) IN lower(%I::text)) > 0', c.table_name, '$word$',
                          c.column_name)
              FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'flyway_schema_history'
               AND c.data_type IN ('text', 'jsonb', 'ARRAY', 'character varying')""";

    private final DataSource dataSource;

    EveryText(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The columns in which the word stands, in capitals or not. */
    public List<String> with(String word) {
        List<String> columns = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            List<String[]> queries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(QUERIES.replace("$word$", word))) {
                while (rows.next()) {
                    queries.add(new String[] {rows.getString(1), rows.getString(2)});
                }
            }
            assertThat(queries).hasSizeGreaterThan(50);
            for (String[] query : queries) {
                try (ResultSet row = statement.executeQuery(query[1])) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        columns.add(query[0]);
                    }
                }
            }
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
