package org.tallystick.acceptancerule;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;

/** What the audit log says of rules. An owner's own decision needs no reason of theirs. */
@ApplicationScoped
class RuleRecords {
    private static final Reason MADE = new Reason("Lets requests be accepted by themselves");
    private static final Reason ENDED = new Reason("Ended the acceptance of requests by themselves");

    private final AccessChanges changes;

    RuleRecords(AccessChanges changes) {
        this.changes = changes;
    }

    void made(Access by, MemberId member, AcceptanceRule rule, AccountRef payee) {
        write(by, member, rule, MADE, Optional.empty(), Optional.of(values(rule, payee)));
    }

    void ended(Access by, MemberId member, AcceptanceRule rule, AccountRef payee) {
        write(by, member, rule, ENDED, Optional.of(values(rule, payee)), Optional.empty());
    }

    private void write(
            Access by,
            MemberId member,
            AcceptanceRule rule,
            Reason reason,
            Optional<Map<String, String>> before,
            Optional<Map<String, String>> after) {
        changes.record(
                rule.community(),
                Subject.ACCEPTANCE_RULE,
                rule.id().toString(),
                by.caller().actor(),
                reason,
                before.orElse(null),
                after.orElse(null),
                Optional.of(member));
    }

    /** The payee stands there as {@code member}, which an erasure knows to rename. */
    private static Map<String, String> values(AcceptanceRule rule, AccountRef payee) {
        int scale = payee.currency().scale();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("member", payee.memberHandle().orElseThrow());
        values.put("currency", payee.currency().code().value());
        values.put("perTrade", rule.perTrade().format(scale));
        values.put("perMonth", rule.perMonth().format(scale));
        rule.endsOn().ifPresent(last -> values.put("until", last.toString()));
        return values;
    }
}
