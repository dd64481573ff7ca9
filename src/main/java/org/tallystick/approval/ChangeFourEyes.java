package org.tallystick.approval;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;

/** Says what two of those who run a community must agree on. To ask for less than before needs two itself. */
@ApplicationScoped
class ChangeFourEyes implements Approvable {
    private static final String KIND = "four-eyes";
    private static final String VERSION = "version";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final AccessChanges changes;

    ChangeFourEyes(FourEyesRules rules, AskApproval asking, AccessChanges changes) {
        this.rules = rules;
        this.asking = asking;
        this.changes = changes;
    }

    /**
     * @return what waits for a second administrator; empty where it is done
     * @throws ProblemException {@code version-stale}
     */
    Optional<Approval> change(Access by, FourEyes wanted, OptionalLong expectedVersion, Reason reason) {
        FourEyesRules.Versioned present = rules.versioned(by.community().id());
        if (expectedVersion.isPresent() && expectedVersion.getAsLong() != present.version()) {
            throw stale();
        }
        if (wanted.isLooserThan(present.rules())) {
            Map<String, @Nullable Object> act = wanted.toValues();
            act.put(VERSION, present.version());
            return Optional.of(asking.ask(
                    by, Optional.empty(), KIND, "Ask two administrators for less than now", act, List.of(), reason));
        }
        write(by, present, wanted, reason);
        return Optional.empty();
    }

    private void write(Access by, FourEyesRules.Versioned present, FourEyes wanted, Reason reason) {
        CommunityId community = by.community().id();
        QuarkusTransaction.requiringNew().run(() -> {
            if (!rules.write(community, wanted, present.version())) {
                throw stale();
            }
            changes.record(
                    community,
                    Subject.FOUR_EYES,
                    by.community().slug(),
                    by.caller().actor(),
                    reason,
                    present.rules().toValues(),
                    wanted.toValues());
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.CHANGE_FOUR_EYES;
    }

    @Override
    public String perform(Access by, Approved approved) {
        by.require(Permission.CHANGE_FOUR_EYES);
        FourEyesRules.Versioned present = rules.versioned(by.community().id());
        FourEyes wanted = read(approved.act());
        if (!wanted.equals(present.rules())) {
            // What the second approves is the step from the rules that stood there, and from no others.
            if (!(approved.act().get(VERSION) instanceof Number seen) || seen.longValue() != present.version()) {
                throw stale();
            }
            write(by, present, wanted, approved.reason());
        }
        return "The rules are as asked for";
    }

    private static FourEyes read(Map<String, ?> act) {
        Map<String, Long> units = JSON.convertValue(act.get("limitRisesInMinorUnits"), new TypeReference<>() {});
        Map<CurrencyCode, Amount> rises = new HashMap<>();
        units.forEach((code, amount) -> rises.put(new CurrencyCode(code), Amount.ofMinorUnits(amount)));
        return new FourEyes(
                Boolean.TRUE.equals(act.get("writeOffs")),
                Boolean.TRUE.equals(act.get("reversals")),
                FourEyesResource.orAsOthers(
                        (Boolean) act.get("overrides"),
                        Boolean.TRUE.equals(act.get("writeOffs")),
                        Boolean.TRUE.equals(act.get("reversals"))),
                Boolean.TRUE.equals(act.get("policies")),
                rises);
    }

    static ProblemException stale() {
        return ProblemException.of(
                ProblemType.VERSION_STALE, "The rules were changed since you read them; read them again.");
    }
}
