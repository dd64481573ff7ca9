package org.tallystick.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/**
 * Which exchange systems a member lets act for it. They are kept whether the community asks for them or not; where it does,
 * a system does nothing for a member without.
 */
@ApplicationScoped
public class Consents {
    private static final Reason GIVEN = new Reason("Consented");
    private static final Reason WITHDRAWN = new Reason("Withdrew the consent");

    private final Sql sql;
    private final AccessChanges changes;
    private final Clock clock;

    Consents(Sql sql, AccessChanges changes, Clock clock) {
        this.sql = sql;
        this.changes = changes;
        this.clock = clock;
    }

    /** A consent as it is shown. */
    @Schema(name = "Consent")
    public record Consent(String client, String givenBy, Instant givenAt) {}

    List<Consent> all(CommunityId community, MemberId member) {
        return sql.list(
                """
                SELECT c.name, u.username, g.given_at FROM client_consent g
                  JOIN client c ON c.client_id = g.client_id JOIN app_user u ON u.user_id = g.given_by
                 WHERE g.community_id = ? AND g.member_id = ? ORDER BY c.name""",
                row -> new Consent(row.getString(1), row.getString(2), Sql.instant(row, "given_at")),
                community.value(),
                member.value());
    }

    /**
     * Changes nothing where the member has consented already.
     *
     * @throws ProblemException 403, but for the member's owners; 404 for a system that the community has not let in
     */
    @Transactional
    public void give(Access by, MemberId member, String handle, String client) {
        by.require(Permission.GIVE_CONSENT, member);
        CommunityId community = by.community().id();
        int given = sql.update(
                "INSERT INTO client_consent (community_id, client_id, member_id, given_by, given_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                community.value(),
                client(community, client),
                member.value(),
                by.caller().id(),
                clock.instant());
        if (given > 0) {
            changed(by, handle, client, true);
        }
    }

    /** @throws ProblemException 403; 404 where the member has not consented */
    @Transactional
    public void withdraw(Access by, MemberId member, String handle, String client) {
        by.require(Permission.WITHDRAW_CONSENT, member);
        int withdrawn = sql.update(
                "DELETE FROM client_consent WHERE community_id = ? AND member_id = ?"
                        + " AND client_id = (SELECT client_id FROM client WHERE name = ?)",
                by.community().id().value(),
                member.value(),
                client);
        if (withdrawn == 0) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND, "This member has not consented to an exchange system " + client + ".");
        }
        changed(by, handle, client, false);
    }

    private void changed(Access by, String handle, String client, boolean given) {
        Map<String, String> values = Map.of("client", client);
        changes.raise(by.community().id());
        changes.record(
                by.community().id(),
                Subject.CONSENT,
                handle,
                by.caller().actor(),
                given ? GIVEN : WITHDRAWN,
                given ? null : values,
                given ? values : null);
    }

    private UUID client(CommunityId community, String name) {
        return sql.one(
                        "SELECT c.client_id FROM client c JOIN client_grant g ON g.client_id = c.client_id"
                                + " WHERE g.community_id = ? AND c.name = ?",
                        row -> row.getObject(1, UUID.class),
                        community.value(),
                        name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "This community has let no exchange system " + name + " in."));
    }
}
