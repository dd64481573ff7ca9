package org.tallystick.proposal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.Access;

/** What a request for a proposal may ask for at all, and until when. */
final class ProposalBounds {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String FUND = "fund";

    private ProposalBounds() {}

    /** @throws org.tallystick.problem.ProblemException {@code malformed} */
    static void requireNamed(ParsedProposal parsed) {
        FieldErrors errors = new FieldErrors();
        for (ParsedProposal.Named party : parsed.parties()) {
            if (party.address().isEmpty() && party.side() == parsed.kind().side()) {
                errors.add(
                        party.side().text(),
                        "required",
                        "is required, for the " + parsed.kind().text() + " is theirs");
            }
            boolean strange = party.address()
                    .filter(address -> address.isCommunitys() && !address.name().equals(FUND))
                    .isPresent();
            if (strange) {
                errors.add(party.side().text(), "malformed", "is an account that takes part in no proposals");
            }
        }
        if (parsed.hold() && parsed.isOpen()) {
            errors.add("hold", "malformed", "takes a payee that is named");
        }
        errors.throwIfAny();
    }

    /**
     * Until when it is open.
     *
     * @throws org.tallystick.problem.ProblemException {@code malformed}
     */
    static Instant expiry(Access access, ParsedProposal parsed, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, access.community().zone());
        Instant expires = parsed.expiresAt().orElse(now.plus(USUAL));
        FieldErrors errors = new FieldErrors();
        if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
            errors.add("expiresAt", "out-of-bounds", "must lie between now and " + LONGEST.toDays() + " days from now");
        }
        boolean strange = parsed.wording()
                .dueDate()
                .filter(due -> due.isBefore(today) || due.isAfter(today.plusDays(LONGEST.toDays())))
                .isPresent();
        if (strange) {
            errors.add("dueDate", "out-of-bounds", "must lie between today and " + LONGEST.toDays() + " days from now");
        }
        errors.throwIfAny();
        ScheduleReader.requireInTime(parsed.schedule(), today);
        return expires;
    }
}
