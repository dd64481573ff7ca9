package org.tallystick.client;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.security.Scope;

/** The exchange systems, and what each community grants them. Everything here belongs to the caller's transaction. */
@ApplicationScoped
class ClientStore {
    private final Sql sql;
    private final Clock clock;

    ClientStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** An exchange system and what one community grants it. */
    record Granted(UUID id, String name, List<String> scopes) {}

    /**
     * Locks it to the end of the transaction, so that whom it serves stays as it is found; empty for one that was retired
     * while this waited, too.
     */
    Optional<UUID> lock(String name) {
        return sql.one(
                "SELECT client_id FROM client WHERE name = ? AND status <> 'retired' FOR NO KEY UPDATE",
                row -> row.getObject(1, UUID.class),
                name);
    }

    /** @return whether it is new; one of this name that is there stays as it is */
    boolean add(String name) {
        return sql.update(
                        "INSERT INTO client (client_id, name, created_at) VALUES (?, ?, ?)"
                                + " ON CONFLICT (name) WHERE status <> 'retired' DO NOTHING",
                        Ids.next(),
                        name,
                        clock.instant())
                > 0;
    }

    /** Nobody comes in as this one again; what it recorded shows its name still, which may be another's from now on. */
    void retire(UUID client) {
        sql.update("DELETE FROM client_secret WHERE client_id = ?", client);
        sql.update("UPDATE client SET status = 'retired' WHERE client_id = ?", client);
    }

    /** A secret beside the one before it, which stays good for a while. The one before that is good no longer. */
    void followSecret(UUID client, String secretHash, Duration overlap) {
        Instant now = clock.instant();
        sql.update("""
                DELETE FROM client_secret s WHERE s.client_id = ?
                   AND s.secret_hash <> (SELECT n.secret_hash FROM client_secret n WHERE n.client_id = s.client_id
                                          ORDER BY n.issued_at DESC, n.secret_hash LIMIT 1)""", client);
        sql.update(
                "UPDATE client_secret SET expires_at = ? WHERE client_id = ? AND coalesce(expires_at > ?, true)",
                now.plus(overlap),
                client,
                now.plus(overlap));
        addSecret(client, secretHash);
    }

    void addSecret(UUID client, String secretHash) {
        sql.update(
                "INSERT INTO client_secret (client_id, secret_hash, issued_at) VALUES (?, ?, ?)",
                client,
                secretHash,
                clock.instant());
    }

    List<Granted> all(CommunityId community) {
        return sql.list(
                "SELECT c.client_id, c.name, g.scopes FROM client_grant g JOIN client c ON c.client_id = g.client_id"
                        + " WHERE g.community_id = ? ORDER BY c.name",
                ClientStore::toGranted,
                community.value());
    }

    /** Locks the system and the grant, so that what is read before a change is what the change follows. */
    Optional<Granted> find(CommunityId community, String name) {
        return sql.one(
                "SELECT c.client_id, c.name, g.scopes FROM client_grant g JOIN client c ON c.client_id = g.client_id"
                        + " WHERE g.community_id = ? AND c.name = ? FOR NO KEY UPDATE OF c FOR UPDATE OF g",
                ClientStore::toGranted,
                community.value(),
                name);
    }

    boolean isGranted(UUID client, CommunityId community) {
        return sql.exists(
                "SELECT FROM client_grant WHERE client_id = ? AND community_id = ?", client, community.value());
    }

    boolean isGrantedElsewhere(UUID client, CommunityId community) {
        return sql.exists(
                "SELECT FROM client_grant WHERE client_id = ? AND community_id <> ?", client, community.value());
    }

    void grant(CommunityId community, UUID client, Collection<Scope> scopes) {
        sql.update(
                "INSERT INTO client_grant (community_id, client_id, scopes) VALUES (?, ?, ?)",
                community.value(),
                client,
                Scope.values(scopes).toArray(String[]::new));
    }

    void change(CommunityId community, UUID client, Collection<Scope> scopes) {
        sql.update(
                "UPDATE client_grant SET scopes = ? WHERE community_id = ? AND client_id = ?",
                Scope.values(scopes).toArray(String[]::new),
                community.value(),
                client);
    }

    /** With the consents of the members, which were to this one alone. */
    void withdraw(CommunityId community, UUID client) {
        sql.update("DELETE FROM client_consent WHERE community_id = ? AND client_id = ?", community.value(), client);
        sql.update("DELETE FROM client_grant WHERE community_id = ? AND client_id = ?", community.value(), client);
    }

    private static Granted toGranted(ResultSet row) throws SQLException {
        Array scopes = row.getArray("scopes");
        return new Granted(
                row.getObject("client_id", UUID.class), row.getString("name"), List.of((String[]) scopes.getArray()));
    }
}
