package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.BeyondSql.Found;
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;

/**
 * Notices which accounts have come to stand beyond a soft limit, which no longer do, and for which the settlement period is over. It
 * looks every few seconds, so that trades need not; what comes and goes in between is not noticed.
 */
@ApplicationScoped
class WatchSoftLimits {
    private static final String PLACES = """
            SELECT DISTINCT community_id, currency_code FROM credit_policy
             WHERE withdrawn_at IS NULL
               AND coalesce(soft_limit_percent, soft_limit, soft_cap_percent, soft_cap) IS NOT NULL
             ORDER BY community_id, currency_code""";

    /** One instance at a time, so that nobody is told twice. */
    private static final String LOCK = """
            SELECT version FROM credit_policy WHERE community_id = ? AND currency_code = ? AND version = 1 FOR UPDATE""";

    private final Sql sql;
    private final Database database;
    private final PolicyPlace.Finder places;
    private final CreditPolicies policies;

    WatchSoftLimits(Sql sql, Database database, PolicyPlace.Finder places, CreditPolicies policies) {
        this.sql = sql;
        this.database = database;
        this.places = places;
        this.policies = policies;
    }

    /** A currency that has, or had, soft limits. */
    record Watched(CommunityId community, CurrencyCode currency) {}

    List<Watched> watched() {
        return sql.list(
                PLACES,
                row -> new Watched(
                        new CommunityId(row.getObject("community_id", UUID.class)),
                        new CurrencyCode(row.getString("currency_code"))));
    }

    @Transactional
    public void watch(Watched watched, Instant now) {
        PolicyPlace place = places.of(watched.community(), watched.currency(), now);
        sql.exists(LOCK, watched.community().value(), watched.currency().value());
        Optional<Terms> terms = policies.inForce(place.community(), place.currency(), place.today())
                .map(CreditPolicy::terms)
                .filter(Terms::hasSoftLimits);
        database.with(connection -> {
            BeyondSql beyond = new BeyondSql(connection, place);
            List<Found> found = terms.isPresent() ? beyond.read(terms.get()) : List.of();
            note(connection, place, terms, found, now);
            return found;
        });
    }

    private static void note(
            Connection connection, PolicyPlace place, Optional<Terms> terms, List<Found> found, Instant now)
            throws SQLException {
        BeyondSql beyond = new BeyondSql(connection, place);
        List<AccountId> begun = new ArrayList<>();
        List<AccountId> overdue = new ArrayList<>();
        List<LimitNotice> notices = new ArrayList<>();
        for (Found one : found) {
            if (one.since().isEmpty()) {
                begun.add(one.account());
                notices.add(notice(LimitNotice.Kind.SOFT_LIMIT, place, terms, one));
            } else if (!one.overdueTold() && isOverdue(terms, one.since().get(), now)) {
                overdue.add(one.account());
                notices.add(notice(LimitNotice.Kind.SETTLEMENT_OVER, place, terms, one));
            }
        }
        beyond.insideExcept(found.stream().map(Found::account).toList(), now);
        if (!begun.isEmpty()) {
            beyond.begin(begun, now);
        }
        if (!overdue.isEmpty()) {
            beyond.overdueTold(overdue);
        }
        LimitNotice.write(connection, place.community(), now, notices);
    }

    static boolean isOverdue(Optional<Terms> terms, Instant since, Instant now) {
        return terms.isPresent()
                && terms.get().settlementDays().isPresent()
                && !now.isBefore(
                        since.plus(Duration.ofDays(terms.get().settlementDays().getAsInt())));
    }

    private static LimitNotice notice(LimitNotice.Kind kind, PolicyPlace place, Optional<Terms> terms, Found found) {
        int scale = place.currency().scale();
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("balance", found.balance().format(scale));
        detail.put("softLimit", found.beyond().softLimit().format(scale));
        detail.put("noun", found.beyond().noun());
        terms.flatMap(one -> one.settlementDays().isPresent()
                        ? Optional.of(one.settlementDays().getAsInt())
                        : Optional.empty())
                .ifPresent(days -> detail.put("days", days));
        return new LimitNotice(found.account(), kind, detail);
    }
}
