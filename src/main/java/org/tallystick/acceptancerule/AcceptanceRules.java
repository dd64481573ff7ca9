package org.tallystick.acceptancerule;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.trade.Names;

/** The rules that hold. Waits for the database. */
@ApplicationScoped
public class AcceptanceRules {
    private final Sql sql;
    private final Directory directory;
    private final Names names;
    private final Clock clock;

    AcceptanceRules(Sql sql, Directory directory, Names names, Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.names = names;
        this.clock = clock;
    }

    /** By which so much would be accepted on this day, if the month's sum allows it still. */
    public Optional<AcceptanceRule> fitting(
            CommunityId community, AccountId payer, AccountId payee, Amount amount, LocalDate today) {
        return new RuleSql(sql, community)
                .between(payer, payee, RuleMonth.first(today))
                .map(RuleSql.Used::rule)
                .filter(rule -> rule.fits(amount, today));
    }

    /** The oldest first; at most {@value MakeAcceptanceRule#MOST} or so. */
    List<AcceptanceRuleView> ofMember(Access access, MemberId member) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), access.community().zone());
        return new RuleSql(sql, access.community().id())
                .ofMember(member, RuleMonth.first(today)).stream()
                        .filter(used -> used.rule().holds(today))
                        .map(used -> view(access, used))
                        .toList();
    }

    AcceptanceRuleView view(Access access, RuleSql.Used used) {
        AcceptanceRule rule = used.rule();
        AccountRef payer = directory.byId(rule.community(), rule.payer()).orElseThrow();
        AccountRef payee = directory.byId(rule.community(), rule.payee()).orElseThrow();
        int scale = payer.currency().scale();
        return new AcceptanceRuleView(
                rule.id(),
                payer.address(),
                payee.address(),
                payer.currency().code().value(),
                rule.perTrade().format(scale),
                rule.perMonth().format(scale),
                used.booked().format(scale),
                rule.endsOn().orElse(null),
                names.of(rule.madeBy(), access.caller()),
                rule.madeAt());
    }
}
