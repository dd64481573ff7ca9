package org.tallystick.client;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.client.ClientStore.Granted;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Digests;
import org.tallystick.security.Passwords;
import org.tallystick.security.Permission;

/** Gives an exchange system a new secret; the one before it stays good for as long as is said. */
@ApplicationScoped
public class RenewClientSecret {
    private final ClientStore clients;
    private final Passwords passwords;
    private final AccessChanges changes;

    RenewClientSecret(ClientStore clients, Passwords passwords, AccessChanges changes) {
        this.clients = clients;
        this.passwords = passwords;
        this.changes = changes;
    }

    /**
     * @param overlap for how long the secret before it stays good, so that the system changes over without a gap
     * @return the secret, shown once
     * @throws ProblemException 403, to an administrator of one of several communities that it serves
     */
    public String renew(Access by, String name, Duration overlap, Reason reason) {
        by.require(Permission.MANAGE_CLIENTS);
        String secret = Digests.newToken();
        String hash = passwords.hash(secret);
        QuarkusTransaction.requiringNew().run(() -> renew(by, name, hash, overlap, reason));
        return secret;
    }

    private void renew(Access by, String name, String hash, Duration overlap, Reason reason) {
        CommunityId community = by.community().id();
        Granted client = clients.find(community, name).orElseThrow(() -> ChangeClient.unknown(name));
        if (!by.operator() && clients.isGrantedElsewhere(client.id(), community)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "This exchange system serves other communities too; only an operator may change its secret.");
        }
        clients.followSecret(client.id(), hash, overlap);
        changes.raiseWhereverIsClient(client.id());
        changes.record(
                community,
                Subject.CLIENT,
                name,
                by.caller().actor(),
                reason,
                null,
                Map.of("overlapHours", overlap.toHours()));
    }
}
