package org.tallystick.upgrade;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tallystick.testing.TestDatabase;

/** The extensions by which members and trades are found, on a server whose administrator gives nobody the right to create them. */
class ExtensionsTest {
    private static final String NEEDED =
            "CREATE EXTENSION IF NOT EXISTS pg_trgm;\n    CREATE EXTENSION IF NOT EXISTS unaccent;";
    private static final String NEEDED_FOR_TRADES = "CREATE EXTENSION IF NOT EXISTS btree_gin;";

    @Test
    void whereTheOwnerMayNotCreateThemTheStartSaysWhatToRun() {
        TestDatabase database = TestDatabase.ofOwnerWithFewRights();
        assertThatThrownBy(database::migrate)
                .hasMessageContaining("Let an administrator of the database")
                .hasMessageContaining(NEEDED);
        database.asAdministrator(NEEDED);
        assertThatThrownBy(database::migrate)
                .hasMessageContaining("Let an administrator of the database")
                .hasMessageContaining(NEEDED_FOR_TRADES);
        database.asAdministrator(NEEDED_FOR_TRADES);
        assertThatCode(database::migrate).doesNotThrowAnyException();
    }
}
