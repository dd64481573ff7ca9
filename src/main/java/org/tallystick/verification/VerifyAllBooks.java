package org.tallystick.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.tallystick.posting.Verification;
import org.tallystick.posting.VerifyLedger;

/** Verifies the books of all communities, one after the other, and has it remembered. */
@ApplicationScoped
class VerifyAllBooks {
    private final VerifyLedger verifyLedger;
    private final LastVerifications last;
    private final Clock clock;

    VerifyAllBooks(VerifyLedger verifyLedger, LastVerifications last, Clock clock) {
        this.verifyLedger = verifyLedger;
        this.last = last;
        this.clock = clock;
    }

    /** @param each gets the slug and what was found */
    void verify(AskedBy by, BiConsumer<String, Verification> each) throws SQLException {
        Instant[] begun = {clock.instant()};
        verifyLedger.verifyAll((slug, verification) -> {
            last.remember(slug, begun[0], by, verification);
            each.accept(slug, verification);
            begun[0] = clock.instant();
        });
    }
}
