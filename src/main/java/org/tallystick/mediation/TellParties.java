package org.tallystick.mediation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.tallystick.account.AccountAddress;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.ledger.CommunityId;
import org.tallystick.mail.Letter.SlipsEntered;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.platform.Sql;
import org.tallystick.trade.TradeView;

/**
 * Tells both parties of paper slips by mail what was entered for them: one letter for all slips of a run, to each owner of the
 * member whose login has a confirmed address. Of which trades somebody was told is kept with the letters, so that a run that
 * is sent again tells nobody twice, and one whose process died is told of then.
 */
@ApplicationScoped
public class TellParties {
    private static final String OWNERS = """
            SELECT m.handle, u.email FROM member m
              JOIN membership o ON o.community_id = m.community_id AND o.member_id = m.member_id AND o.role = 'owner'
              JOIN app_user u ON u.user_id = o.user_id AND u.status = 'active' AND u.email_confirmed_at IS NOT NULL
             WHERE m.community_id = ? AND m.handle = ANY (?) ORDER BY m.handle, u.email""";

    private static final String TOLD = """
            INSERT INTO slip_told (community_id, trade_id, told_at) SELECT ?, n, ? FROM unnest(?::uuid[]) AS n
            ON CONFLICT DO NOTHING RETURNING trade_id""";

    private final Communities communities;
    private final Mails mails;
    private final Sql sql;
    private final Clock clock;

    TellParties(Communities communities, Mails mails, Sql sql, Clock clock) {
        this.communities = communities;
        this.mails = mails;
        this.sql = sql;
        this.clock = clock;
    }

    /** Where mail is sent at all, and the community wants it. */
    @Transactional
    public void tell(CommunityId id, List<TradeView> booked) {
        if (booked.isEmpty() || !mails.enabled()) {
            return;
        }
        Community community = communities.byId(id).orElseThrow();
        if (!community.settings().tellOfMediation()) {
            return;
        }
        Map<String, List<SlipsEntered.Line>> byMember = lines(untold(id, booked));
        String[] handles = byMember.keySet().toArray(String[]::new);
        sql.list(OWNERS, row -> new Owner(row.getString(1), row.getString(2)), id.value(), handles)
                .forEach(owner -> mails.send(
                        new Recipient(owner.email()),
                        new SlipsEntered(
                                community.name(), owner.handle(), byMember.getOrDefault(owner.handle(), List.of()))));
    }

    private record Owner(String handle, String email) {}

    private List<TradeView> untold(CommunityId id, List<TradeView> booked) {
        String[] ids = booked.stream()
                .map(trade -> Objects.requireNonNull(trade.id()).toString())
                .toArray(String[]::new);
        Set<UUID> untold =
                new HashSet<>(sql.list(TOLD, row -> row.getObject(1, UUID.class), id.value(), clock.instant(), ids));
        return booked.stream().filter(trade -> untold.contains(trade.id())).toList();
    }

    private static Map<String, List<SlipsEntered.Line>> lines(List<TradeView> trades) {
        Map<String, List<SlipsEntered.Line>> lines = new LinkedHashMap<>();
        for (TradeView trade : trades) {
            add(lines, trade.payer(), trade, false, trade.payee());
            add(lines, trade.payee(), trade, true, trade.payer());
        }
        return lines;
    }

    private static void add(
            Map<String, List<SlipsEntered.Line>> lines, String party, TradeView trade, boolean paid, String other) {
        AccountAddress address = AccountAddress.parse(party);
        if (!address.isCommunitys()) {
            Map<String, String> metadata = Objects.requireNonNullElse(trade.metadata(), Map.of());
            lines.computeIfAbsent(address.name(), any -> new ArrayList<>())
                    .add(new SlipsEntered.Line(
                            metadata.getOrDefault(SlipRequest.NUMBER, "?"),
                            trade.valueDate(),
                            paid,
                            trade.amount() + " " + trade.currency(),
                            other,
                            trade.description()));
        }
    }
}
