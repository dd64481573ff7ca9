package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.account.LimitOrigin;
import org.tallystick.account.LimitOrigins;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.credit.LimitUnits.NewLimits;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Sql;

/** Sets the limits that were announced, when their day has come. */
@ApplicationScoped
class ApplyAnnounced {
    private static final String DUE = """
            SELECT l.community_id, a.currency_code, l.announced_version, p.created_by, l.account_id, a.limits_version,
                   a.credit_limit, a.balance_cap, l.announced_limit, l.announced_cap, l.announced_explanation::text AS why
              FROM account_limits l
              JOIN community c ON c.community_id = l.community_id AND c.phase = 'open'
              JOIN account a ON a.community_id = l.community_id AND a.account_id = l.account_id
              JOIN credit_policy p ON p.community_id = l.community_id AND p.currency_code = a.currency_code
                                  AND p.version = l.announced_version
             WHERE l.announced_on <= (?::timestamptz AT TIME ZONE c.time_zone)::date
             ORDER BY l.community_id, a.currency_code, l.announced_version, l.account_id""";

    private final Sql sql;
    private final PolicyPlace.Finder places;
    private final LimitUnits units;
    private final Clock clock;

    ApplyAnnounced(Sql sql, PolicyPlace.Finder places, LimitUnits units, Clock clock) {
        this.sql = sql;
        this.places = places;
        this.units = units;
        this.clock = clock;
    }

    private record Version(CommunityId community, CurrencyCode currency, int version, UUID createdBy) {}

    private record Due(Version of, AccountId account, long seenVersion, Band before, Band after, String why) {
        private static Due read(ResultSet row) throws SQLException {
            return new Due(
                    new Version(
                            new CommunityId(row.getObject("community_id", UUID.class)),
                            new CurrencyCode(row.getString("currency_code")),
                            row.getInt("announced_version"),
                            row.getObject("created_by", UUID.class)),
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getLong("limits_version"),
                    StandingSql.band(row.getLong("credit_limit"), row.getObject("balance_cap", Long.class)),
                    StandingSql.band(row.getLong("announced_limit"), row.getObject("announced_cap", Long.class)),
                    row.getString("why"));
        }
    }

    /** Those whose limits somebody sets at the same time are looked at again the next time. */
    void run(Instant now) {
        Map<Version, List<Due>> byVersion = new LinkedHashMap<>();
        for (Due due : sql.list(DUE, Due::read, now)) {
            byVersion.computeIfAbsent(due.of(), any -> new ArrayList<>()).add(due);
        }
        byVersion.forEach((version, all) -> {
            PolicyPlace place = places.of(version.community(), version.currency(), now);
            for (int from = 0; from < all.size(); from += LimitUnits.MOST_ACCOUNTS) {
                apply(place, version, all.subList(from, Math.min(from + LimitUnits.MOST_ACCOUNTS, all.size())));
            }
        });
    }

    private void apply(PolicyPlace place, Version version, List<Due> some) {
        String why = "credit policy " + version.currency() + ", version " + version.version() + ", as announced";
        List<NewLimits> limits = some.stream()
                .map(due -> new NewLimits(due.account(), due.after(), due.seenVersion()))
                .toList();
        List<LimitOrigin> origins = some.stream()
                .map(due -> LimitOrigin.ofPolicy(due.account(), version.version(), due.why()))
                .toList();
        int scale = place.currency().scale();
        List<LimitNotice> notices = some.stream()
                .map(due -> new LimitNotice(
                        due.account(),
                        LimitNotice.Kind.CHANGED,
                        Aftermath.detail(due.before(), due.after(), scale, why, Map.of())))
                .toList();
        units.post(units.unit(
                place,
                limits,
                Actor.of(version.createdBy()),
                new Reason(why),
                LimitUnits.ALWAYS_AUTHORISED,
                connection -> {
                    LimitOrigins.writeUnlessIndividual(connection, version.community(), origins);
                    LimitNotice.write(connection, version.community(), clock.instant(), notices);
                }));
    }
}
