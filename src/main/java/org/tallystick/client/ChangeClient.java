package org.tallystick.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.client.ClientStore.Granted;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;
import org.tallystick.security.Scope;

/** Changes what a community grants an exchange system; without scopes, it grants nothing any more. */
@ApplicationScoped
public class ChangeClient {
    private final ClientStore clients;
    private final AccessChanges changes;

    ChangeClient(ClientStore clients, AccessChanges changes) {
        this.clients = clients;
        this.changes = changes;
    }

    /**
     * @param scopes empty to withdraw the grant
     * @throws ProblemException 404, if the community grants it nothing
     */
    @Transactional
    public void change(Access by, String name, Set<Scope> scopes, Reason reason) {
        by.require(Permission.MANAGE_CLIENTS);
        CommunityId community = by.community().id();
        Granted before = clients.find(community, name).orElseThrow(() -> unknown(name));
        if (scopes.isEmpty()) {
            clients.withdraw(community, before.id());
        } else {
            clients.change(community, before.id(), scopes);
        }
        changes.raise(community);
        changes.record(
                community,
                Subject.CLIENT,
                name,
                by.caller().actor(),
                reason,
                Map.of("scopes", before.scopes()),
                scopes.isEmpty() ? null : Map.of("scopes", Scope.values(scopes)));
    }

    static ProblemException unknown(String name) {
        return ProblemException.of(
                ProblemType.NOT_FOUND, "This community grants nothing to an exchange system " + name + ".");
    }
}
