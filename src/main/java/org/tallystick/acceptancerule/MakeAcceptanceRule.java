package org.tallystick.acceptancerule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.trade.PayerTerms;
import org.tallystick.web.Dates;

/** Makes a rule by which a member accepts requests by itself. */
@ApplicationScoped
class MakeAcceptanceRule {
    static final int MOST = 200;

    private final Directory directory;
    private final RuleRecords records;
    private final PayerTerms terms;
    private final Sql sql;
    private final Clock clock;

    MakeAcceptanceRule(Directory directory, RuleRecords records, PayerTerms terms, Sql sql, Clock clock) {
        this.directory = directory;
        this.records = records;
        this.terms = terms;
        this.sql = sql;
        this.clock = clock;
    }

    private record Read(
            AccountAddress payee, Currency currency, Amount perTrade, Amount perMonth, Optional<LocalDate> endsOn) {}

    /**
     * @throws ProblemException {@code malformed}, {@code unknown-account}, {@code same-account}; {@code forbidden} but for the
     *     member's owners; {@code terms-not-accepted}; {@code state-conflict} where there is one for this payee, or there are
     *     {@value #MOST}
     */
    @Transactional
    public RuleSql.Used make(Access access, String handle, MemberId member, AcceptanceRuleBody body) {
        access.require(Permission.MAKE_ACCEPTANCE_RULES, member);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, access.community().zone());
        Read read = read(access, body, today);
        AccountRef payer = account(
                access,
                new AccountAddress(
                        handle, Optional.empty(), Optional.of(read.currency().code())));
        AccountRef payee = account(access, read.payee());
        if (payee.id().equals(payer.id())) {
            throw ProblemException.of(ProblemType.SAME_ACCOUNT, "Nobody pays themselves.");
        }
        terms.requireAccepted(access, payer);
        AcceptanceRule rule = new AcceptanceRule(
                access.community().id(),
                Ids.next(),
                payer.id(),
                payee.id(),
                read.perTrade(),
                read.perMonth(),
                read.endsOn(),
                access.caller().id(),
                now);
        insert(access, member, rule, today);
        records.made(access, member, rule, payee);
        return new RuleSql.Used(rule, Amount.ZERO);
    }

    /** One for this payee that has run out makes room for it. */
    private void insert(Access access, MemberId member, AcceptanceRule rule, LocalDate today) {
        RuleSql rules = new RuleSql(sql, access.community().id());
        List<RuleSql.Used> present = rules.ofMember(member, RuleMonth.first(today));
        for (RuleSql.Used one : present) {
            if (!one.rule().holds(today)) {
                rules.end(one.rule().id(), rule.madeAt());
            }
        }
        long holding = present.stream().filter(one -> one.rule().holds(today)).count();
        if (holding >= MOST) {
            throw ProblemException.of(ProblemType.STATE_CONFLICT, "A member has at most " + MOST + " of these rules.");
        }
        if (!rules.insert(rule)) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "There is a rule for this payee already; end it to make another.");
        }
    }

    private Read read(Access access, AcceptanceRuleBody body, LocalDate today) {
        FieldErrors errors = new FieldErrors();
        Optional<AccountAddress> payee = errors.read("payee", body.payee(), MakeAcceptanceRule::member);
        Optional<Currency> currency =
                payee.flatMap(address -> directory.currency(access.community().id(), address.currency()));
        if (payee.isPresent() && currency.isEmpty()) {
            errors.add("payee", "unknown-currency", "names a currency that this community has not");
        }
        int scale = currency.map(Currency::scale).orElse(Currency.LARGEST_SCALE);
        Optional<Amount> perTrade = errors.read("perTrade", body.perTrade(), text -> positive(text, scale));
        Optional<Amount> perMonth = errors.read("perMonth", body.perMonth(), text -> positive(text, scale));
        if (perTrade.isPresent() && perMonth.isPresent() && perTrade.get().isMoreThan(perMonth.get())) {
            errors.add("perMonth", "out-of-bounds", "must be perTrade or more");
        }
        Optional<LocalDate> endsOn = errors.readIfPresent("endsOn", body.endsOn(), Dates::read);
        if (endsOn.filter(last -> last.isBefore(today)).isPresent()) {
            errors.add("endsOn", "out-of-bounds", "must be today or later");
        }
        errors.throwIfAny();
        return new Read(
                payee.orElseThrow(), currency.orElseThrow(), perTrade.orElseThrow(), perMonth.orElseThrow(), endsOn);
    }

    private static AccountAddress member(String text) {
        AccountAddress address = AccountAddress.parse(text);
        if (address.isCommunitys()) {
            throw new IllegalArgumentException("must be a member's account");
        }
        return address;
    }

    private static Amount positive(String text, int scale) {
        Amount amount = Amount.parse(text, scale);
        if (!amount.isPositive() || amount.isMoreThan(Amount.LARGEST)) {
            throw new IllegalArgumentException("must be more than zero, and no more than can be booked");
        }
        return amount;
    }

    private AccountRef account(Access access, AccountAddress address) {
        return directory
                .find(access.community().id(), address)
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account " + address + "."));
    }
}
