package org.tallystick.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.web.Dates;

/** Reads which journal is asked for. */
@ApplicationScoped
public class JournalRequestReader {
    private final Communities communities;
    private final Clock clock;

    JournalRequestReader(Communities communities, Clock clock) {
        this.communities = communities;
        this.clock = clock;
    }

    /** @throws ProblemException 400 that names what is malformed */
    public JournalRequest read(
            Access access,
            @Nullable String format,
            @Nullable String currency,
            @Nullable String from,
            @Nullable String to) {
        Community community = communities.byId(access.community().id()).orElseThrow();
        FieldErrors errors = new FieldErrors();
        Optional<JournalDialect> dialect = errors.readIfPresent("format", format, JournalRequestReader::dialect);
        Optional<CommunityCurrency> asked = errors.readIfPresent(
                "currency",
                currency,
                text -> community
                        .currency(new CurrencyCode(text))
                        .orElseThrow(() -> new IllegalArgumentException("is no currency of this community")));
        Optional<LocalDate> first = errors.readIfPresent("from", from, Dates::read);
        LocalDate today = LocalDate.ofInstant(clock.instant(), community.timeZone());
        LocalDate last = errors.readIfPresent("to", to, Dates::read).orElse(today);
        if (first.isPresent() && last.isBefore(first.get())) {
            errors.add("to", "out-of-order", "lies before from");
        }
        errors.throwIfAny();
        return new JournalRequest(
                community,
                asked.orElse(community.defaultCurrency()).currency(),
                first,
                last,
                dialect.orElse(JournalDialect.HLEDGER));
    }

    private static JournalDialect dialect(String code) {
        return JournalDialect.byCode(code)
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + JournalDialect.codes()));
    }
}
