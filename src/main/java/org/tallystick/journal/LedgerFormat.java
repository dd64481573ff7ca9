package org.tallystick.journal;

import jakarta.enterprise.context.ApplicationScoped;

/** Statements for ledger. */
@ApplicationScoped
class LedgerFormat extends JournalFormat {
    LedgerFormat() {
        super(JournalDialect.LEDGER, 31);
    }
}
