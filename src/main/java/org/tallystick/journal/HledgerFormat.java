package org.tallystick.journal;

import jakarta.enterprise.context.ApplicationScoped;

/** Statements for hledger. */
@ApplicationScoped
class HledgerFormat extends JournalFormat {
    HledgerFormat() {
        super(JournalDialect.HLEDGER, 30);
    }
}
