package org.tallystick.credit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.LimitOrigin;
import org.tallystick.account.LimitOrigins;
import org.tallystick.credit.AnnouncementSql.Announced;
import org.tallystick.credit.Transition.Announcement;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;

/** What is written beside the limits of some accounts: where they come from, what falls later, and what is to be told. */
final class Aftermath {
    private final CreditPolicy policy;
    private final LocalDate asOf;
    private final List<LimitOrigin> origins = new ArrayList<>();
    private final List<Announced> announced = new ArrayList<>();
    private final List<LimitNotice> notices = new ArrayList<>();

    Aftermath(CreditPolicy policy, LocalDate asOf) {
        this.policy = policy;
        this.asOf = asOf;
    }

    /** Of an account without individual limits, for which the policy has found some. */
    void add(Standing standing, Verdict.Found found, Transition transition) {
        int scale = policy.currency().scale();
        String explanation = Explanations.of(found, scale, asOf).toJson();
        boolean moves = !transition.now().equals(standing.band());
        if (moves || transition.later().isEmpty()) {
            origins.add(LimitOrigin.ofPolicy(standing.account(), policy.version(), explanation));
        }
        if (moves) {
            notices.add(notice(LimitNotice.Kind.CHANGED, standing, transition.now(), Map.of()));
        }
        if (transition.later().isPresent()) {
            Announcement later = transition.later().get();
            announced.add(new Announced(standing.account(), later, explanation));
            if (!standing.announced().equals(transition.later())) {
                notices.add(notice(
                        LimitNotice.Kind.ANNOUNCED,
                        standing,
                        later.band(),
                        Map.of("on", later.on().toString())));
            }
        }
    }

    private LimitNotice notice(LimitNotice.Kind kind, Standing standing, Band after, Map<String, String> more) {
        return new LimitNotice(
                standing.account(),
                kind,
                detail(standing.band(), after, policy.currency().scale(), policy.name(), more));
    }

    static Map<String, @Nullable Object> detail(
            Band before, Band after, int scale, String why, Map<String, String> more) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("creditLimit", text(after.creditLimit().minorUnits(), scale));
        detail.put("balanceCap", text(after.balanceCap().minorUnits(), scale));
        detail.put("creditLimitBefore", text(before.creditLimit().minorUnits(), scale));
        detail.put("balanceCapBefore", text(before.balanceCap().minorUnits(), scale));
        detail.put("why", why);
        detail.putAll(more);
        return detail;
    }

    private static @Nullable String text(long minorUnits, int scale) {
        return minorUnits == Long.MAX_VALUE ? null : new Amount(minorUnits).format(scale);
    }

    int announcedAnew() {
        return (int) notices.stream()
                .filter(notice -> notice.kind() == LimitNotice.Kind.ANNOUNCED)
                .count();
    }

    boolean isEmpty() {
        return origins.isEmpty() && announced.isEmpty();
    }

    void write(Connection connection, CommunityId community, Instant now) throws SQLException {
        LimitOrigins.writeUnlessIndividual(connection, community, origins);
        AnnouncementSql.write(connection, community, policy.version(), announced);
        LimitNotice.write(connection, community, now, notices);
    }
}
