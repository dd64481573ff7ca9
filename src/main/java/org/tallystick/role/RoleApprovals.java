package org.tallystick.role;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.Approvals;
import org.tallystick.approval.AskApproval;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.security.Role;

/**
 * Offices that wait for a second administrator where the community wants two to agree on anything: else one could appoint their own
 * second, or do as a mediator what they may not do as an administrator. An operator gives them at once.
 */
@ApplicationScoped
class RoleApprovals implements Approvable {
    private static final String KIND = "role";
    private static final String USERNAME = "username";
    private static final String ROLE = "role";

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final Approvals approvals;
    private final GiveRole giving;

    RoleApprovals(FourEyesRules rules, AskApproval asking, Approvals approvals, GiveRole giving) {
        this.rules = rules;
        this.asking = asking;
        this.approvals = approvals;
        this.giving = giving;
    }

    /** @return empty where one gives it alone */
    Optional<Approval> ask(Access by, String username, Role role, Reason reason) {
        by.require(Permission.MANAGE_ROLES);
        boolean alone = by.operator()
                || (role != Role.ADMINISTRATOR && role != Role.MEDIATOR)
                || !rules.of(by.community().id()).any();
        if (alone) {
            return Optional.empty();
        }
        return Optional.of(asking.ask(
                by,
                Optional.empty(),
                KIND,
                username + " becomes " + role.value(),
                Map.of(USERNAME, username, ROLE, role.value()),
                List.of(),
                reason));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.MANAGE_ROLES;
    }

    @Override
    @Transactional
    public String perform(Access by, Approved approved) {
        CommunityId community = by.community().id();
        String username = approved.text(USERNAME);
        Role role = Office.read(approved.text(ROLE));
        String outcome = username + " is " + role.value();
        if (approvals.isDone(community, approved.id())) {
            return outcome;
        }
        // The invitation of a new login is shown to nobody: whoever asked would read it here, and take it up.
        boolean isNew = giving.give(by, username, role, approved.reason()).invitation() != null;
        String done = isNew ? outcome + "; the login is new, and an operator hands out its invitation" : outcome;
        approvals.done(community, approved.id(), done);
        return done;
    }
}
