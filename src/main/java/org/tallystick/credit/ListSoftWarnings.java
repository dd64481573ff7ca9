package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.Directory;
import org.tallystick.community.Communities;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.credit.BeyondSql.Found;
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** Lists the accounts beyond their soft limits, of those that the caller sees whole. */
@ApplicationScoped
class ListSoftWarnings {
    private final Communities communities;
    private final CreditPolicies policies;
    private final PolicyPlace.Finder places;
    private final Directory directory;
    private final Database database;
    private final Clock clock;

    ListSoftWarnings(
            Communities communities,
            CreditPolicies policies,
            PolicyPlace.Finder places,
            Directory directory,
            Database database,
            Clock clock) {
        this.communities = communities;
        this.policies = policies;
        this.places = places;
        this.directory = directory;
        this.database = database;
        this.clock = clock;
    }

    /** Some accounts, and where the next begin. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SoftLimitWarnings")
    public record Page(List<Line> accounts, @Nullable String nextCursor) {}

    /**
     * An account beyond its soft limit.
     *
     * @param code {@code soft-credit-limit} or {@code soft-balance-cap}
     * @param since when it was noticed; absent: not yet
     * @param settleBy the end of the settlement period; absent: there is none
     * @param overdue whether that has passed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SoftLimitStanding")
    public record Line(
            String account,
            String member,
            String balance,
            String code,
            String softLimit,
            @Nullable Instant since,
            @Nullable Instant settleBy,
            boolean overdue) {}

    /**
     * In the order of the addresses.
     *
     * @param cursor from the page before
     * @throws ProblemException {@code malformed}
     */
    Page list(Access access, @Nullable String cursor, @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<String> after = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, key -> key));
        errors.throwIfAny();
        CommunityId community = access.community().id();
        List<Line> lines = new ArrayList<>();
        for (CommunityCurrency one : communities.byId(community).orElseThrow().currencies()) {
            PolicyPlace place = places.of(access, one.currency().code().value());
            policies.inForce(community, one.currency(), place.today())
                    .map(CreditPolicy::terms)
                    .filter(Terms::hasSoftLimits)
                    .ifPresent(terms -> lines.addAll(lines(access, place, terms)));
        }
        List<Line> page = lines.stream()
                .sorted(Comparator.comparing(Line::account))
                .filter(line -> after.isEmpty() || line.account().compareTo(after.get()) > 0)
                .limit(size + 1L)
                .toList();
        return new Page(
                page.stream().limit(size).toList(),
                page.size() > size ? Cursor.of(page.get(size - 1).account()) : null);
    }

    private List<Line> lines(Access access, PolicyPlace place, Terms terms) {
        List<Found> found = database.with(connection -> new BeyondSql(connection, place).read(terms));
        List<Found> visible = found.stream()
                .filter(one -> access.may(Permission.SEE_ACCOUNTS, new MemberId(one.member())))
                .toList();
        directory.allById(
                place.community(), visible.stream().map(Found::account).toList());
        return visible.stream().map(one -> line(place, terms, one)).toList();
    }

    private Line line(PolicyPlace place, Terms terms, Found found) {
        int scale = place.currency().scale();
        Optional<Instant> settleBy = terms.settlementDays().isPresent()
                ? found.since()
                        .map(since -> since.plus(
                                Duration.ofDays(terms.settlementDays().getAsInt())))
                : Optional.empty();
        return new Line(
                directory.byId(place.community(), found.account()).orElseThrow().address(),
                found.handle(),
                found.balance().format(scale),
                found.beyond().code(),
                found.beyond().softLimit().format(scale),
                found.since().orElse(null),
                settleBy.orElse(null),
                settleBy.filter(end -> !clock.instant().isBefore(end)).isPresent());
    }
}
