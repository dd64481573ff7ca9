package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.account.AccountRef;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/**
 * Where two administrators agree on write-offs, the fund takes on what a leaving member leaves behind by a trade that waits for the
 * second, and not by a proposal.
 */
@ApplicationScoped
class WriteOffsByProposal {
    private final FourEyesRules rules;
    private final Sql sql;

    WriteOffsByProposal(FourEyesRules rules, Sql sql) {
        this.rules = rules;
        this.sql = sql;
    }

    /** @throws ProblemException {@code state-conflict} for a write-off that two must agree on */
    void requireNone(Access access, Acceptance acceptance) {
        boolean fund = acceptance.accounts().values().stream()
                .anyMatch(account -> account.member().isEmpty());
        if (fund && rules.of(access.community().id()).writeOffs() && anyIsLeaving(acceptance)) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "Two administrators agree on a write-off here; record a trade, and it waits for the second.");
        }
    }

    private boolean anyIsLeaving(Acceptance acceptance) {
        String[] members = acceptance.accounts().values().stream()
                .map(AccountRef::member)
                .flatMap(member -> member.stream())
                .map(member -> member.value().toString())
                .toArray(String[]::new);
        return sql.exists(
                "SELECT FROM member WHERE community_id = ? AND member_id = ANY (?::uuid[]) AND status = 'leaving'",
                acceptance.proposal().community().value(),
                members);
    }
}
