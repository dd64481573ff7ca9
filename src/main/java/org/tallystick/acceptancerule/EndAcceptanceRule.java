package org.tallystick.acceptancerule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.tallystick.account.Directory;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Ends a rule: what is being booked by it now is the last. */
@ApplicationScoped
class EndAcceptanceRule {
    private final Directory directory;
    private final RuleRecords records;
    private final Sql sql;
    private final Clock clock;

    EndAcceptanceRule(Directory directory, RuleRecords records, Sql sql, Clock clock) {
        this.directory = directory;
        this.records = records;
        this.sql = sql;
        this.clock = clock;
    }

    /** @throws ProblemException {@code forbidden}; {@code not-found} for one that the member has not, or has ended */
    @Transactional
    public void end(Access access, MemberId member, UUID id) {
        access.require(Permission.END_ACCEPTANCE_RULES, member);
        RuleSql rules = new RuleSql(sql, access.community().id());
        LocalDate month = RuleMonth.first(
                LocalDate.ofInstant(clock.instant(), access.community().zone()));
        AcceptanceRule rule = rules.ofMember(member, month).stream()
                .map(RuleSql.Used::rule)
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(EndAcceptanceRule::notFound);
        if (!rules.end(id, clock.instant())) {
            throw notFound();
        }
        records.ended(
                access,
                member,
                rule,
                directory.byId(rule.community(), rule.payee()).orElseThrow());
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "This member has no such rule.");
    }
}
