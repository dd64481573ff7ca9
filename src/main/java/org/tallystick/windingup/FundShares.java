package org.tallystick.windingup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.SettlementShares;
import org.tallystick.ledger.SettlementShares.Claim;
import org.tallystick.platform.Sql;

/** What the fund takes on of each account where it is shared by all: decided once, before the first is settled. */
@ApplicationScoped
class FundShares {
    private static final String STANDING = """
            SELECT a.account_id, m.handle, a.balance
              FROM account a JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             WHERE a.community_id = ? AND a.currency_code = ? AND a.balance <> 0""";

    private static final String INSERT = "INSERT INTO settlement_share (community_id, account_id, amount)"
            + " SELECT ?, n.account_id, n.amount"
            + " FROM unnest(?::text[]::uuid[], ?::text[]::bigint[]) AS n (account_id, amount) WHERE n.amount <> 0";

    private final Sql sql;
    private final Clock clock;

    FundShares(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Standing(UUID account, Claim claim) {}

    private record Fund(String currency, Amount balance) {}

    /** Does nothing where it is decided. Nothing else moves in a community that is being wound up. */
    void decide(CommunityId community) {
        QuarkusTransaction.requiringNew().run(() -> {
            boolean first = sql.update(
                            "UPDATE winding_up SET shared_at = ? WHERE community_id = ? AND shared_at IS NULL",
                            clock.instant(),
                            community.value())
                    > 0;
            if (first) {
                funds(community).forEach(fund -> share(community, fund));
            }
        });
    }

    private List<Fund> funds(CommunityId community) {
        return sql.list(
                "SELECT currency_code, balance FROM account WHERE community_id = ? AND kind = 'fund'",
                row -> new Fund(row.getString(1), Amount.ofMinorUnits(row.getLong(2))),
                community.value());
    }

    private void share(CommunityId community, Fund fund) {
        List<Standing> standings = sql.list(
                STANDING,
                row -> new Standing(
                        row.getObject(1, UUID.class), new Claim(row.getString(2), Amount.ofMinorUnits(row.getLong(3)))),
                community.value(),
                fund.currency());
        List<Amount> shares =
                SettlementShares.of(standings.stream().map(Standing::claim).toList(), fund.balance());
        sql.update(
                INSERT,
                community.value(),
                standings.stream().map(one -> one.account().toString()).toArray(String[]::new),
                IntStream.range(0, shares.size())
                        .mapToObj(i -> String.valueOf(shares.get(i).minorUnits()))
                        .toArray(String[]::new));
    }

    /** Of those accounts, what was decided; an account that is missing has no share. */
    Map<AccountId, Amount> of(CommunityId community, List<AccountId> accounts) {
        return sql
                .list(
                        "SELECT account_id, amount FROM settlement_share"
                                + " WHERE community_id = ? AND account_id = ANY (?::text[]::uuid[])",
                        row -> Map.entry(
                                new AccountId(row.getObject(1, UUID.class)), Amount.ofMinorUnits(row.getLong(2))),
                        community.value(),
                        accounts.stream().map(id -> id.value().toString()).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
