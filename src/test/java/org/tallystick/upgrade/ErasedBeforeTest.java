package org.tallystick.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.TestDatabase;

/** Communities that were erased before words were forgotten that are forgotten now. */
class ErasedBeforeTest {
    private static final String ERASED = "00000000-0000-0000-0000-00000000000a";
    private static final String OPEN = "00000000-0000-0000-0000-00000000000b";

    @Test
    void theirPoliciesAndApprovalsForgetTheirWordsAndThoseOfOthersDoNot() throws SQLException {
        TestDatabase database = TestDatabase.ofOwnerWithFewRights();
        database.asAdministrator(
                "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION IF NOT EXISTS btree_gin");
        database.migrateTo(39);
        database.asAdministrator("SET session_replication_role = replica;" + community(ERASED, "erased")
                + community(OPEN, "open") + "RESET session_replication_role");

        database.migrate();

        assertThat(words(database, ERASED))
                .containsExactly(
                        "erased", "erased", "erased erased {} withdrawn", "erased erased erased erased {} approved");
        assertThat(words(database, OPEN))
                .containsExactly(
                        "for Carol",
                        "for Carol",
                        "for Carol Carol {\"account\": \"carol\"} k1 waiting",
                        "for Carol Carol yes done {\"account\": \"carol\"} k2 approved");
    }

    private static String community(String id, String phase) {
        String approval =
                "INSERT INTO approval (community_id, approval_id, kind, state, asked_by, asked_at, expires_at, key,"
                        + " reason, summary, act, members, decided_by, decision, outcome) VALUES ('%s', gen_random_uuid(), 'limits',"
                        + " %s, gen_random_uuid(), now(), now(), %s, 'for Carol', 'Carol', '{\"account\": \"carol\"}', '{}', %s);";
        return """
                INSERT INTO community (community_id, slug, name, time_zone, created_at, phase)
                VALUES ('%1$s', '%2$s-one', 'One', 'UTC', now(), '%2$s');
                INSERT INTO credit_policy (community_id, currency_code, version, from_date, rules, reevaluate, notice_days,
                                           created_by, created_at, reason)
                VALUES ('%1$s', 'CRED', 1, current_date, '{}', 'never', 0, gen_random_uuid(), now(), 'for Carol');
                INSERT INTO levy_policy (community_id, currency_code, version, from_date, rules, created_by, created_at, reason)
                VALUES ('%1$s', 'CRED', 1, current_date, '{}', gen_random_uuid(), now(), 'for Carol');
                """.formatted(id, phase)
                + approval.formatted(id, "'waiting'", "'k1'", "NULL, NULL, NULL")
                + approval.formatted(id, "'approved'", "'k2'", "gen_random_uuid(), 'yes', 'done'");
    }

    private static List<String> words(TestDatabase database, String community) throws SQLException {
        List<String> words = new ArrayList<>();
        String of = " WHERE community_id = '" + community + "'";
        for (String sql : List.of(
                "SELECT reason FROM credit_policy" + of,
                "SELECT reason FROM levy_policy" + of,
                "SELECT concat_ws(' ', reason, summary, decision, outcome, act, key, state) FROM approval" + of
                        + " ORDER BY state DESC")) {
            try (Connection connection = database.owner().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    words.add(rows.getString(1));
                }
            }
        }
        return words;
    }
}
