package org.tallystick.journal;

import jakarta.enterprise.context.ApplicationScoped;

/** Statements for beancount. */
@ApplicationScoped
class BeancountFormat extends JournalFormat {
    BeancountFormat() {
        super(JournalDialect.BEANCOUNT, 32);
    }
}
