package org.tallystick.departure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Forgets;
import org.tallystick.member.Member;
import org.tallystick.member.MemberStatus;
import org.tallystick.member.UsedHandles;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.MembersErased;
import org.tallystick.security.Permission;
import org.tallystick.user.EraseLogins;
import org.tallystick.user.EraseLogins.Erased;
import org.tallystick.user.Usernames;

/**
 * Erases the person of a member who has left. The books stay as they are, down to the last unit; they name a pseudonym from now
 * on. The old handle is never used again, and yet stands nowhere.
 */
@ApplicationScoped
public class EraseMember {
    private static final int LETTERS = 8;

    private final Sql sql;
    private final Database database;
    private final EraseLogins logins;
    private final UsedHandles usedHandles;
    private final Instance<Forgets> others;
    private final AccessChanges changes;
    private final Event<MembersErased> membersErased;
    private final Clock clock;

    EraseMember(
            Sql sql,
            Database database,
            EraseLogins logins,
            UsedHandles usedHandles,
            @Any Instance<Forgets> others,
            AccessChanges changes,
            Event<MembersErased> membersErased,
            Clock clock) {
        this.sql = sql;
        this.database = database;
        this.logins = logins;
        this.usedHandles = usedHandles;
        this.others = others;
        this.changes = changes;
        this.membersErased = membersErased;
        this.clock = clock;
    }

    /**
     * @return the pseudonym
     * @throws ProblemException {@code forbidden}; {@code state-conflict} for one who has not left, or was erased
     */
    public String erase(Access access, Member member, Reason reason) {
        access.require(Permission.ERASE_MEMBERS, member.id());
        String pseudonym = QuarkusTransaction.requiringNew().call(() -> transaction(access, member, reason));
        membersErased.fire(new MembersErased(access.community().id()));
        return pseudonym;
    }

    private String transaction(Access access, Member member, Reason reason) {
        CommunityId community = access.community().id();
        String handle = member.handle().value();
        sql.update("UPDATE community SET erasures = erasures + 1 WHERE community_id = ?", community.value());
        changes.raise(community);
        requireHasLeft(community, member);
        String pseudonym = freePseudonym(community);
        List<Erased> erased = logins.detach(community, member.id(), Usernames.ofMember(handle, access.community()));
        redact(community, member.id(), pseudonym, erased);
        erased.forEach(logins::erase);
        others.forEach(feature -> feature.forget(community, member.id(), handle));
        forgetTexts(access, member.id(), handle);
        rename(community, member, pseudonym);
        changes.record(
                community,
                Subject.MEMBER,
                member.id().value().toString(),
                access.caller().actor(),
                reason,
                Map.of("status", MemberStatus.LEFT.text()),
                Map.of("status", MemberStatus.LEFT.text(), "erased", true));
        return pseudonym;
    }

    private void requireHasLeft(CommunityId community, Member member) {
        boolean hasLeft = sql.exists(
                "SELECT FROM member WHERE community_id = ? AND member_id = ? AND status = 'left' AND erased_at IS NULL"
                        + " FOR NO KEY UPDATE",
                community.value(),
                member.id().value());
        if (!hasLeft) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    member.handle() + " has not left, or was erased already; begin a departure first.");
        }
    }

    private String freePseudonym(CommunityId community) {
        String pseudonym = EraseLogins.pseudonym(LETTERS);
        while (!usedHandles.among(community, List.of(pseudonym)).isEmpty()) {
            pseudonym = EraseLogins.pseudonym(LETTERS);
        }
        return pseudonym;
    }

    /** The only way in which the service changes a change record, by a function of the tables' owner. */
    private void redact(CommunityId community, MemberId member, String pseudonym, List<Erased> erased) {
        sql.list(
                "SELECT redact_changes(?, ?, ?, ?, ?)",
                row -> true,
                community.value(),
                member.value(),
                pseudonym,
                erased.stream().map(Erased::username).toArray(String[]::new),
                erased.stream().map(Erased::pseudonym).toArray(String[]::new));
    }

    private void forgetTexts(Access access, MemberId member, String handle) {
        UUID community = access.community().id().value();
        for (String table : List.of("group_member", "client_consent")) {
            sql.update("DELETE FROM " + table + " WHERE community_id = ? AND member_id = ?", community, member.value());
        }
        for (String table : List.of("departure", "write_off")) {
            sql.update(
                    "UPDATE " + table + " SET reason = 'erased' WHERE community_id = ? AND member_id = ?",
                    community,
                    member.value());
        }
        // What was wrong with the rows of an import names the members of those rows.
        sql.update(
                "UPDATE import_job SET errors = '[]' WHERE community = ? AND position(? IN errors::text) > 0",
                access.community().slug(),
                handle);
        sql.update(
                "UPDATE community_job SET errors = '[]' WHERE community_id = ? AND position(? IN errors::text) > 0",
                community,
                handle);
    }

    private void rename(CommunityId community, Member member, String pseudonym) {
        sql.update(
                "UPDATE member SET handle = ?, name = ?, email = NULL, profile = '{}', erased_at = ?, version = version + 1"
                        + " WHERE community_id = ? AND member_id = ?",
                pseudonym,
                pseudonym,
                clock.instant(),
                community.value(),
                member.id().value());
        database.with(connection -> {
            usedHandles.add(connection, community, member.handle().value());
            return true;
        });
    }
}
