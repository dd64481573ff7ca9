package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.web.Dates;
import org.tallystick.web.Instants;

/** Reads which report is asked for. Whether the caller may see it is asked elsewhere. */
@ApplicationScoped
public class ReportRequestReader {
    private final Reports reports;
    private final Communities communities;
    private final Clock clock;

    ReportRequestReader(Reports reports, Communities communities, Clock clock) {
        this.reports = reports;
        this.communities = communities;
        this.clock = clock;
    }

    /**
     * What is asked for, as it is written.
     *
     * @param report the code of a report
     * @param currency the code of a currency; null: the community's first one
     * @param date the day at whose end balances stand; null: today
     * @param asOf the instant at which they stand; null: the end of the day
     * @param from the first day of a period; null: from the first entry on
     * @param to the last day of a period; null: today
     */
    public record Asked(
            String report,
            @Nullable String currency,
            @Nullable String date,
            @Nullable String asOf,
            @Nullable String from,
            @Nullable String to) {}

    /** @throws ProblemException 400 that names what is malformed, 404 for a report that there is not */
    public ReportRequest read(CommunityId id, Asked asked) {
        Report report = reports.byCode(asked.report());
        Community community = communities.byId(id).orElseThrow();
        FieldErrors errors = new FieldErrors();
        refuse(report, Parameter.DATE, asked.date(), errors);
        refuse(report, Parameter.AS_OF, asked.asOf(), errors);
        refuse(report, Parameter.FROM, asked.from(), errors);
        refuse(report, Parameter.TO, asked.to(), errors);
        Optional<CommunityCurrency> currency =
                errors.readIfPresent("currency", asked.currency(), text -> currency(community, text));
        Optional<Instant> asOf = errors.readIfPresent("asOf", asked.asOf(), this::pastInstant);
        LocalDate today = LocalDate.ofInstant(asOf.orElseGet(clock::instant), community.timeZone());
        Optional<LocalDate> date = errors.readIfPresent("date", asked.date(), text -> pastDay(community, text));
        Optional<LocalDate> from = errors.readIfPresent("from", asked.from(), Dates::read);
        Optional<LocalDate> to = errors.readIfPresent("to", asked.to(), Dates::read);
        LocalDate last = date.or(() -> to).orElse(today);
        boolean asOfIsLast = asOf.isPresent() && !last.isBefore(today);
        if (from.isPresent() && (asOfIsLast ? today : last).isBefore(from.get())) {
            String field = asOfIsLast ? "asOf" : date.isPresent() ? "date" : to.isPresent() ? "to" : "from";
            errors.add(field, "out-of-order", field.equals("from") ? "lies behind the end" : "lies before from");
        }
        errors.throwIfAny();
        return new ReportRequest(
                community,
                report.code(),
                currency.orElse(community.defaultCurrency()).currency(),
                from,
                last,
                asOf);
    }

    /** The same with the day on which it was read in place of today, so that it is of that day whenever it is read again. */
    public Asked settled(Asked asked, ReportRequest read) {
        Set<Parameter> takes = reports.byCode(asked.report()).takes();
        boolean ofDay = takes.contains(Parameter.DATE) && asked.asOf() == null;
        boolean ofPeriod = takes.contains(Parameter.TO);
        String last = read.to().toString();
        return new Asked(
                asked.report(),
                asked.currency(),
                ofDay ? last : asked.date(),
                asked.asOf(),
                asked.from(),
                ofPeriod ? last : asked.to());
    }

    private static void refuse(Report report, Parameter parameter, @Nullable String value, FieldErrors errors) {
        Set<Parameter> takes = report.takes();
        if (value != null && !takes.contains(parameter)) {
            errors.add(parameter.field(), "malformed", "says nothing to the report " + report.code());
        }
    }

    private static CommunityCurrency currency(Community community, String code) {
        if (!CurrencyCode.isValid(code)) {
            throw new IllegalArgumentException("is no currency of this community");
        }
        return community
                .currency(new CurrencyCode(code))
                .orElseThrow(() -> new IllegalArgumentException("is no currency of this community"));
    }

    private Instant pastInstant(String text) {
        Instant instant = Instants.read(text);
        if (instant.isAfter(clock.instant())) {
            throw new IllegalArgumentException("must not lie ahead");
        }
        return instant;
    }

    /** Where accounts will stand, nobody knows. */
    private LocalDate pastDay(Community community, String text) {
        LocalDate day = Dates.read(text);
        if (day.isAfter(LocalDate.ofInstant(clock.instant(), community.timeZone()))) {
            throw new IllegalArgumentException("must not lie ahead");
        }
        return day;
    }
}
