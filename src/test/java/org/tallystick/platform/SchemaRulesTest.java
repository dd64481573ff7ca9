package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.TestDatabase;

/** The rules that let a database distribute the tables by community, read from the catalogue of a migrated database. */
class SchemaRulesTest {
    /** What belongs to the installation as a whole; everything else belongs to one community. */
    private static final String EXCEPT = """
            ('community', 'app_user', 'client', 'session', 'refresh_token', 'invitation', 'signing_key', 'import_job',
             'user_identity', 'unlinked_identity', 'recovery_code', 'login_token', 'known_address', 'client_secret', 'mail_outbox',
             'flyway_schema_history')""";

    private static final String OF_COMMUNITIES =
            " c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT IN " + EXCEPT;

    private static final String INDEXES_LED_BY_ANOTHER_COLUMN = """
            SELECT c.relname || ': index ' || i.indexrelid::regclass
              FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
              LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
             WHERE a.attname IS DISTINCT FROM 'community_id' AND""" + OF_COMMUNITIES;

    /** The same place on both sides, and first: so no reference leaves its community. */
    private static final String REFERENCES_LED_BY_ANOTHER_COLUMN = """
            SELECT c.relname || ': reference ' || k.conname
              FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
              LEFT JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
              LEFT JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
             WHERE k.contype = 'f' AND (a.attname IS DISTINCT FROM 'community_id'
                   OR f.attname IS DISTINCT FROM 'community_id') AND""" + OF_COMMUNITIES;

    private static final String TABLES_WITHOUT_A_PRIMARY_KEY = """
            SELECT c.relname || ': no primary key' FROM pg_class c
             WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) AND""" + OF_COMMUNITIES;

    private static final String SEQUENCES = "SELECT c.relname || ': sequence' FROM pg_class c WHERE c.relkind = 'S'"
            + " AND c.relnamespace = 'public'::regnamespace";

    private static final String IDENTITY_COLUMNS = """
            SELECT c.relname || ': identity ' || a.attname
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE a.attidentity <> '' AND""" + OF_COMMUNITIES;

    private static final String AMOUNTS_THAT_ARE_NO_BIGINT = """
            SELECT c.relname || ': amount ' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE a.attname ~ '(^|_)(amount|balance|limit|cap|after|out|in)$' AND a.atttypid NOT IN ('int8'::regtype, 'jsonb'::regtype)
               AND""" + OF_COMMUNITIES;

    /** An id of ours is a uuid; numbers with a fraction count nothing here. */
    private static final String IDS_THAT_ARE_NO_UUID = """
            SELECT c.relname || ': id ' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE a.attname ~ '_id$' AND a.attname <> 'subject_id' AND a.atttypid <> 'uuid'::regtype
               AND""" + OF_COMMUNITIES;

    private static final String INEXACT_NUMBERS = """
            SELECT c.relname || ': inexact ' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE a.atttypid IN ('float4'::regtype, 'float8'::regtype, 'money'::regtype) AND""" + OF_COMMUNITIES;

    private static final String DEFERRABLE = """
            SELECT c.relname || ': deferrable ' || k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
             WHERE k.condeferrable AND c.relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT c.relname || ': deferrable ' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
             WHERE t.tgdeferrable AND NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace""";

    private static final List<String> RULES = List.of(
            INDEXES_LED_BY_ANOTHER_COLUMN,
            REFERENCES_LED_BY_ANOTHER_COLUMN,
            TABLES_WITHOUT_A_PRIMARY_KEY,
            SEQUENCES,
            IDENTITY_COLUMNS,
            AMOUNTS_THAT_ARE_NO_BIGINT,
            IDS_THAT_ARE_NO_UUID,
            INEXACT_NUMBERS,
            DEFERRABLE);

    private static final Pattern NOT_IN_CORE = Pattern.compile(
            "create\\s+(or\\s+replace\\s+)?(constraint\\s+)?trigger|advisory_|\\blisten\\b|\\bnotify\\b|\\btruncate\\b"
                    + "|deferrable|create\\s+sequence|generated\\s+(always|by\\s+default)\\s+as\\s+identity|\\bserial\\b");

    @Test
    void communityIdLeadsEverythingAndNothingLeavesACommunity() throws SQLException {
        assertThat(breaches(TestDatabase.fresh())).isEmpty();
        assertThat(breaches(TestDatabase.freshWithoutGuards())).isEmpty();
    }

    @Test
    void aTableThatBreaksTheRulesIsNamed() throws SQLException {
        TestDatabase scratch = TestDatabase.fresh();
        execute(scratch, """
                CREATE TABLE bad (
                    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, community_id uuid, user_id uuid REFERENCES app_user,
                    member_id text UNIQUE DEFERRABLE, held_amount numeric, rate float8)""");
        execute(scratch, "CREATE TABLE worse (community_id uuid, name text)");
        execute(scratch, "CREATE INDEX worse_name ON worse (lower(name), community_id)");
        assertThat(breaches(scratch))
                .containsExactlyInAnyOrder(
                        "bad: index bad_pkey",
                        "bad: index bad_member_id_key",
                        "worse: index worse_name",
                        "bad: reference bad_user_id_fkey",
                        "worse: no primary key",
                        "bad_id_seq: sequence",
                        "bad: identity id",
                        "bad: amount held_amount",
                        "bad: id member_id",
                        "bad: inexact rate",
                        "bad: deferrable bad_member_id_key");
    }

    @Test
    void theApplicationAddsToTheBooksAndNoMore() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        for (String table : List.of("trade", "entry", "idempotency_key", "change_record")) {
            assertThat(rights(database, table)).as(table).containsExactly("INSERT", "SELECT");
        }
        assertThat(rights(database, "account")).containsExactly("INSERT", "SELECT");
        assertThat(ask(
                        database,
                        "SELECT attname FROM pg_attribute WHERE attrelid = 'account'::regclass AND attnum > 0"
                                + " AND NOT has_column_privilege('app', attrelid, attnum, 'UPDATE') ORDER BY attname"))
                .containsExactly("account_id", "community_id", "currency_code", "kind", "member_id", "partner");
        execute(database, "GRANT UPDATE (description) ON trade TO app");
        assertThat(rights(database, "trade")).containsExactly("INSERT", "SELECT", "UPDATE of a column");
    }

    @Test
    void theApplicationOwnsNothing() throws SQLException {
        assertThat(ask(
                        TestDatabase.fresh(),
                        "SELECT relname FROM pg_class WHERE pg_has_role('app', relowner, 'MEMBER')"
                                + " AND relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }

    @Test
    void theCoreMigrationsUseNothingThatADistributedEngineLacks() throws IOException {
        Map<String, String> files = coreMigrations();
        assertThat(files).isNotEmpty();
        assertThat(files)
                .allSatisfy((name, sql) -> assertThat(
                                NOT_IN_CORE.matcher(sql).results().map(match -> match.group()))
                        .as(name)
                        .isEmpty());
        assertThat(NOT_IN_CORE
                        .matcher("create trigger t before truncate on trade")
                        .results())
                .hasSize(2);
        assertThat(NOT_IN_CORE
                        .matcher("select pg_advisory_xact_lock(1); notify trades")
                        .results())
                .hasSize(2);
    }

    /** The SQL without comments, in lower case, by file name. */
    private static Map<String, String> coreMigrations() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path path : paths.toList()) {
                String sql = Files.readString(path).replaceAll("--[^\n]*", "").toLowerCase(Locale.ROOT);
                files.put(path.getFileName().toString(), sql);
            }
        }
        return files;
    }

    private static List<String> breaches(TestDatabase database) throws SQLException {
        List<String> breaches = new ArrayList<>();
        for (String rule : RULES) {
            breaches.addAll(ask(database, rule));
        }
        return breaches;
    }

    private static List<String> rights(TestDatabase database, String table) throws SQLException {
        return ask(database, """
                SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
                 WHERE has_table_privilege('app', '%1$s', p)
                UNION ALL
                SELECT 'UPDATE of a column' WHERE '%1$s' <> 'account' AND NOT has_table_privilege('app', '%1$s', 'UPDATE')
                   AND has_any_column_privilege('app', '%1$s', 'UPDATE')
                ORDER BY 1""".formatted(table));
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> ask(TestDatabase database, String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }
}
