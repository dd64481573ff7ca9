package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.approval.Approvable.Approved;
import org.tallystick.approval.Approval;
import org.tallystick.approval.Approvals;
import org.tallystick.approval.AskApproval;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Reason;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/**
 * Withdrawals of what stands in versions that hold from a day on, credit policies and levies: two agree on them where two agreed on the
 * version.
 */
@ApplicationScoped
public class AskWithdrawal {
    private static final String CURRENCY = "currency";
    private static final String VERSION = "version";

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final Approvals approvals;
    private final PolicyPlace.Finder places;

    AskWithdrawal(FourEyesRules rules, AskApproval asking, Approvals approvals, PolicyPlace.Finder places) {
        this.rules = rules;
        this.asking = asking;
        this.approvals = approvals;
        this.places = places;
    }

    /** A version whose day has not come, with the name that it has in words. */
    public record Version(String name, int number, LocalDate from) {}

    /** Finds the version that is to be withdrawn; it throws a problem where that could not be done now. */
    public interface Finding {
        Version find();
    }

    /** Withdraws one version. */
    public interface Withdrawing {
        void withdraw(PolicyPlace place, String version);
    }

    /**
     * @param kind of the approval
     * @return empty where one decides alone
     */
    public Optional<Approval> ask(Access access, String kind, PolicyPlace place, Reason reason, Finding finding) {
        if (!rules.of(place.community()).policies()) {
            return Optional.empty();
        }
        Version version = finding.find();
        return Optional.of(asking.ask(
                access,
                Optional.empty(),
                kind,
                "Withdraw the " + version.name() + ", which would hold from " + version.from(),
                Map.of(CURRENCY, place.currency().code().value(), VERSION, Integer.toString(version.number())),
                List.of(),
                reason));
    }

    /** Does what was asked for, once, in the caller's transaction. */
    public String perform(Access by, Approved approved, Withdrawing withdrawing) {
        by.require(Permission.MANAGE_POLICIES);
        PolicyPlace place = places.of(by, approved.text(CURRENCY));
        String outcome = "Version " + approved.text(VERSION) + " is withdrawn";
        if (!approvals.isDone(place.community(), approved.id())) {
            withdrawing.withdraw(place, approved.text(VERSION));
            approvals.done(place.community(), approved.id(), outcome);
        }
        return outcome;
    }
}
