package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.web.Dates;
import org.tallystick.web.Instants;

/** The papers of a year: reports, the journal, and statements of the community's own accounts, if wanted of all accounts. */
@ApplicationScoped
class YearEndPack implements ExportKind {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    /** Each is laid out for a good part of a second. */
    static final long MOST_STATEMENTS = 5_000;

    private final Communities communities;
    private final WritePack writePack;
    private final BookSizes sizes;
    private final Clock clock;

    YearEndPack(Communities communities, WritePack writePack, BookSizes sizes, Clock clock) {
        this.sizes = sizes;
        this.communities = communities;
        this.writePack = writePack;
        this.clock = clock;
    }

    @Override
    public String code() {
        return "year-end-pack";
    }

    @Override
    public Set<String> fields() {
        return Set.of("year", "from", "to", "asOf", "currency", "options");
    }

    /** What has not come yet is not in it: of the present year the pack ends today, at the instant at which it was asked for. */
    @Override
    public Export read(Access access, NewExport request) {
        Pack pack = pack(access, request);
        return new Export(
                request.within(
                        pack.from().toString(),
                        pack.to().toString(),
                        pack.asOf().map(Instant::toString).orElse(null)),
                Optional.empty(),
                writePack.content(pack));
    }

    @Override
    public void requireBounded(Access access, NewExport request) {
        Pack pack = pack(access, request);
        if (pack.statements()) {
            requireFew(pack.currencies().stream()
                    .mapToLong(currency -> sizes.accounts(pack.community(), currency))
                    .sum());
        }
    }

    static void requireFew(long statements) {
        if (statements > MOST_STATEMENTS) {
            throw Problem.ofField(
                            ProblemType.MALFORMED,
                            "options.statements",
                            "too-large",
                            "gives " + statements + " statements, and a pack has at most " + MOST_STATEMENTS
                                    + "; choose one currency, or ask for the statements that are wanted")
                    .asException();
        }
    }

    private Pack pack(Access access, NewExport request) {
        for (Permission permission :
                List.of(Permission.EXPORT_COMMUNITY, Permission.SEE_REPORTS, Permission.SEE_STATEMENTS)) {
            access.require(permission, Optional.empty());
        }
        Community community = communities.byId(access.community().id()).orElseThrow();
        FieldErrors errors = new FieldErrors();
        Optional<CommunityCurrency> currency = errors.readIfPresent(
                "currency",
                request.currency(),
                code -> community
                        .currency(new CurrencyCode(code))
                        .orElseThrow(() -> new IllegalArgumentException("is no currency of this community")));
        ExportOptions options = new ExportOptions(request, errors);
        boolean statements = options.flag("statements");
        options.end();
        Optional<Instant> given = errors.readIfPresent("asOf", request.asOf(), this::pastInstant);
        Instant asOf = wholeMillisecond(given.orElseGet(clock::instant));
        LocalDate today = LocalDate.ofInstant(asOf, community.timeZone());
        Period period = period(request, today, errors);
        errors.throwIfAny();
        List<Currency> currencies = currency.map(List::of).orElseGet(community::currencies).stream()
                .map(CommunityCurrency::currency)
                .toList();
        boolean goesOn = !period.to().isBefore(today);
        return new Pack(
                access,
                community,
                currencies,
                period.from(),
                period.to(),
                goesOn ? Optional.of(asOf) : Optional.empty(),
                statements);
    }

    /** To its end: ids of trades tell the millisecond in which they were booked, and entries the microsecond. */
    private static Instant wholeMillisecond(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).plusMillis(1).minus(1, ChronoUnit.MICROS);
    }

    private Instant pastInstant(String text) {
        Instant instant = Instants.read(text);
        if (instant.isAfter(clock.instant())) {
            throw new IllegalArgumentException("must not lie ahead");
        }
        return instant;
    }

    private record Period(LocalDate from, LocalDate to) {}

    private static Period period(NewExport request, LocalDate today, FieldErrors errors) {
        Optional<LocalDate> from = errors.readIfPresent("from", request.from(), Dates::read);
        Optional<LocalDate> to = errors.readIfPresent("to", request.to(), Dates::read);
        Integer year = request.year();
        LocalDate first = from.orElse(today);
        LocalDate last = to.orElse(today);
        if (year != null) {
            if (request.from() != null || request.to() != null) {
                errors.add("year", "malformed", "is a whole one; or else give from and to");
            } else if (year < FIRST_YEAR || year > LAST_YEAR) {
                errors.add("year", "malformed", "must be a year from " + FIRST_YEAR + " to " + LAST_YEAR);
            } else {
                first = LocalDate.of(year, 1, 1);
                last = LocalDate.of(year, 12, 31);
            }
        } else if (request.from() == null || request.to() == null) {
            errors.add(request.from() == null ? "from" : "to", "required", "is required where there is no year");
        }
        if (last.isBefore(first)) {
            errors.add("to", "out-of-order", "lies before from");
        } else if (first.isAfter(today)) {
            errors.add(year == null ? "from" : "year", "malformed", "must not lie ahead");
        } else if (first.plusYears(2).isBefore(last)) {
            errors.add("to", "malformed", "must lie within two years of from");
        }
        return new Period(first, last.isAfter(today) ? today : last);
    }
}
