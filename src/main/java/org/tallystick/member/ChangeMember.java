package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.tallystick.account.ChangeAccounts;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccessVersion;
import org.tallystick.posting.AccountUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/**
 * Changes the profile and the status of a member. A new status goes through the posting, so that the member and all of its
 * accounts change in one transaction, under the same locks as trades.
 */
@ApplicationScoped
public class ChangeMember {
    private final Members members;
    private final ChangeAccounts changeAccounts;
    private final ProfileTransaction profileTransaction;
    private final Database database;
    private final Clock clock;

    ChangeMember(
            Members members,
            ChangeAccounts changeAccounts,
            ProfileTransaction profileTransaction,
            Database database,
            Clock clock) {
        this.members = members;
        this.changeAccounts = changeAccounts;
        this.profileTransaction = profileTransaction;
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param expectedVersion the version that the administrator has seen; empty: any
     * @return the member after the change
     * @throws ProblemException {@code not-found}; {@code malformed}; {@code version-stale}; {@code state-conflict} for one who
     *     would leave with accounts that are not at zero, or has left
     */
    public MemberView change(Access access, String handle, MemberChange.Body body, OptionalLong expectedVersion) {
        CommunityId community = access.community().id();
        Member member = members.find(community, handle).orElseThrow(Members::notFound);
        access.require(Permission.CHANGE_MEMBERS, member.id());
        MemberChange change = MemberChange.read(body, expectedVersion);
        change.check(member);
        if (change.changesStatus(member)) {
            requireMaySetStatus(access, member);
            changeAccounts.change(access, Permission.CHANGE_MEMBERS, present -> {
                present.require(Permission.CHANGE_MEMBERS, member.id());
                requireMaySetStatus(present, member);
                return unit(present, member, change);
            });
        } else {
            profileTransaction.write(connection -> change.write(
                    connection,
                    community,
                    member.id(),
                    Ids.next(),
                    access.caller().actor(),
                    clock.instant()));
        }
        return MemberView.of(members.find(community, handle).orElseThrow(Members::notFound));
    }

    /** A local administrator whose own member was frozen does not set it free again. */
    private static void requireMaySetStatus(Access access, Member member) {
        if (access.actsFor(member.id()) && !access.everywhere(Permission.CHANGE_MEMBERS)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "You act for this member; another administrator changes its status.");
        }
    }

    private AccountUnit unit(Access access, Member member, MemberChange change) {
        CommunityId community = access.community().id();
        UUID changeId = Ids.next();
        List<AccountId> accounts =
                database.with(connection -> new MemberSql(connection, community).accounts(member.id()));
        MemberStatus status = change.status().orElseThrow();
        return new AccountUnit(
                community,
                access.version(),
                changeId,
                accounts.stream()
                        .map(account -> AccountUnit.Change.ofStatus(account, status.ofAccounts()))
                        .toList(),
                (connection, before, after) -> {
                    requireAll(connection, community, member, accounts);
                    change.write(
                            connection,
                            community,
                            member.id(),
                            changeId,
                            access.caller().actor(),
                            clock.instant());
                });
    }

    /** An account in a currency that was added a moment ago would be left as it was: this is rare, and tried again. */
    private static void requireAll(
            Connection connection, CommunityId community, Member member, List<AccountId> accounts) throws SQLException {
        AccessVersion.raise(connection, community);
        Set<AccountId> present = new HashSet<>(new MemberSql(connection, community).accounts(member.id()));
        if (!present.equals(new HashSet<>(accounts))) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "A currency was added at this moment; send this again.");
        }
    }
}
