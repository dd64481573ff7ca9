package org.tallystick.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.TestDatabase;

class DeleteUnpaidLinksTest {
    @Test
    void thoseThatEndedAreFoundByTheIndexAndTheOthersNotRead() throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Connection connection = TestDatabase.fresh().application().getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement explained = connection.prepareStatement("EXPLAIN " + DeleteUnpaidLinks.DELETE)) {
            // The tables are empty, of which the planner would read all.
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET enable_bitmapscan = off");
            explained.setObject(1, Instant.EPOCH.atOffset(ZoneOffset.UTC));
            explained.setInt(2, 1_000);
            try (ResultSet rows = explained.executeQuery()) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
        }
        assertThat(String.join("\n", plan))
                .containsPattern("payment_link_unpaid on [^\n]*\n *Index Cond: [^\n]*LEAST\\(")
                .doesNotContain("Filter: (LEAST");
    }
}
