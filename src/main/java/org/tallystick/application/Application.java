package org.tallystick.application;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.member.EmailAddress;
import org.tallystick.member.Handle;
import org.tallystick.member.MemberKind;

/**
 * Somebody who asks to be a member.
 *
 * @param answers by the codes of the community's questions
 * @param decidedBy the name of the login; empty while it waits, and where nobody had to decide
 */
record Application(
        UUID id,
        State state,
        Handle handle,
        String name,
        MemberKind kind,
        Optional<EmailAddress> email,
        Map<String, String> answers,
        Instant appliedAt,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy,
        Optional<String> reason) {

    /** What became of it. */
    enum State {
        OPEN,
        APPROVED,
        REFUSED;

        /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
        static State read(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be open, approved or refused"));
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
