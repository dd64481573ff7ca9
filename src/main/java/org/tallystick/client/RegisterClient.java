package org.tallystick.client;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Digests;
import org.tallystick.security.Passwords;
import org.tallystick.security.Permission;
import org.tallystick.security.Scope;

/**
 * Lets an exchange system into a community. A system that serves another community already is let in by an operator alone,
 * and keeps its secret: the name is one for the installation, and its secret opens every community that grants it anything.
 * A name that serves nobody any more is another system's from now on, so that the tokens of the old one open nothing.
 */
@ApplicationScoped
public class RegisterClient {
    /** Each further one means that another community registered the name in just this moment. */
    private static final int MOST_TRIES = 3;

    private final ClientStore clients;
    private final Passwords passwords;
    private final AccessChanges changes;

    RegisterClient(ClientStore clients, Passwords passwords, AccessChanges changes) {
        this.clients = clients;
        this.passwords = passwords;
        this.changes = changes;
    }

    /** @return the secret, for a system that is new; shown once */
    public Optional<String> register(Access by, String name, Set<Scope> scopes, Reason reason) {
        by.require(Permission.MANAGE_CLIENTS);
        String secret = Digests.newToken();
        // Before the transaction, for it takes long and holds no connection.
        String hash = passwords.hash(secret);
        boolean isNew = QuarkusTransaction.requiringNew().call(() -> register(by, name, hash, scopes, reason));
        return isNew ? Optional.of(secret) : Optional.empty();
    }

    private boolean register(Access by, String name, String hash, Set<Scope> scopes, Reason reason) {
        CommunityId community = by.community().id();
        boolean isNew = clients.add(name);
        UUID client = lock(name);
        boolean servesOthers = clients.isGrantedElsewhere(client, community);
        if (clients.isGranted(client, community) || (servesOthers && !by.operator())) {
            throw exists(name);
        }
        if (!servesOthers) {
            if (!isNew) {
                clients.retire(client);
                clients.add(name);
                client = lock(name);
            }
            clients.addSecret(client, hash);
        }
        clients.grant(community, client, scopes);
        changes.raise(community);
        changes.record(
                community,
                Subject.CLIENT,
                name,
                by.caller().actor(),
                reason,
                null,
                Map.of("scopes", Scope.values(scopes)));
        return !servesOthers;
    }

    /** Where another community has retired the one that was there, there is a new one by now. */
    private UUID lock(String name) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<UUID> found = clients.lock(name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw exists(name);
    }

    private static ProblemException exists(String name) {
        return ProblemException.of(ProblemType.ALREADY_EXISTS, "There is an exchange system " + name + " already.");
    }
}
