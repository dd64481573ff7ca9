package org.tallystick.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.CommunityId;
import org.tallystick.posting.Verification;
import org.tallystick.posting.VerifyLedger;
import org.tallystick.testing.TestDatabase;

/** The databases of the tags so far, with data in them, become what a new database is. */
class DumpsTest {
    private static final String CATALOGUE = """
            SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
              FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            UNION ALL
            SELECT pg_get_indexdef(indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
             WHERE relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT tgisinternal
            UNION ALL
            SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            UNION ALL
            SELECT concat_ws(' ', table_name, grantee, privilege_type) FROM information_schema.role_table_grants
             WHERE table_schema = 'public'
            ORDER BY 1""";

    static Stream<Path> dumps() throws IOException {
        List<Path> dumps = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/dumps"))) {
            files.forEach(dumps::add);
        }
        assertThat(dumps).isNotEmpty();
        return dumps.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void aDatabaseOfAnEarlierVersionIsTakenOver(Path dump) throws Exception {
        TestDatabase database = TestDatabase.restored(Files.readString(dump));

        database.migrate();

        assertThat(catalogue(database)).containsExactlyElementsOf(catalogue(TestDatabase.fresh()));
        List<String> communities = strings(database, "SELECT community_id FROM community");
        assertThat(communities).isNotEmpty();
        for (String community : communities) {
            Verification verification =
                    new VerifyLedger(database.application()).verify(new CommunityId(UUID.fromString(community)));
            assertThat(verification.violations()).isEmpty();
            assertThat(verification.checked().get("trades")).isPositive();
        }
    }

    @Test
    void booksThatAreNotRightAreNotTakenOverAndTheTradeIsNamed() throws Exception {
        TestDatabase database = TestDatabase.restored(Files.readString(Path.of("src/test/resources/dumps/v0.1.0.sql")));
        String trade = strings(database, "SELECT trade_id FROM entry LIMIT 1").get(0);
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE entry DISABLE TRIGGER USER");
            statement.execute("DELETE FROM entry WHERE trade_id = '" + trade + "' AND amount < 0");
        }

        assertThatThrownBy(database::migrate).hasMessageContaining(trade);
        assertThat(strings(database, "SELECT 1 FROM pg_class WHERE relname = 'entry_of_trade'"))
                .hasSize(1);
    }

    /** All that a database is made of, but for the table that Flyway makes. */
    private static List<String> catalogue(TestDatabase database) throws SQLException {
        List<String> catalogue = strings(database, CATALOGUE);
        catalogue.removeIf(line -> line.contains("flyway_schema_history"));
        assertThat(catalogue).hasSizeGreaterThan(200);
        return catalogue;
    }

    private static List<String> strings(TestDatabase database, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
