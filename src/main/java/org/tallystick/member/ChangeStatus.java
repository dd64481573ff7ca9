package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.ChangeAccounts;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
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
 * Gives a member another status, through the posting, so that the member and all of its accounts change in one transaction,
 * under the same locks as trades; with what else belongs to it.
 */
@ApplicationScoped
public class ChangeStatus {
    static final Along ALONE = (connection, before) -> Map.of();

    private final ChangeAccounts changeAccounts;
    private final Instance<WhenAccountsClose> closings;
    private final Database database;
    private final Clock clock;

    ChangeStatus(
            ChangeAccounts changeAccounts, @Any Instance<WhenAccountsClose> closings, Database database, Clock clock) {
        this.changeAccounts = changeAccounts;
        this.closings = closings;
        this.database = database;
        this.clock = clock;
    }

    /** What else happens in the transaction. */
    @FunctionalInterface
    public interface Along {
        /**
         * It may throw a problem, which undoes everything.
         *
         * @param before the member under a lock, before its row is changed
         * @return what the record shall say beside the member's own values
         */
        Map<String, @Nullable Object> with(Connection connection, Member before) throws SQLException;
    }

    /**
     * @param permission what the caller needs; asked again whenever rights have changed in between
     * @param require what else is asked of the caller then
     * @throws ProblemException {@code forbidden}; {@code state-conflict} for one who would leave with accounts that are not at
     *     zero, or has left; what {@code along} throws
     */
    public void change(
            Access access,
            Permission permission,
            Consumer<Access> require,
            Member member,
            MemberStatus status,
            Reason reason,
            Along along) {
        MemberChange change = MemberChange.ofStatus(status, reason);
        Actor actor = access.caller().actor();
        changeAccounts.change(access, permission, present -> {
            present.require(permission, member.id());
            require.accept(present);
            return unit(present.community().id(), present.version(), actor, member, change, along);
        });
    }

    /** Without anybody who asks for it now. Throws as {@link #change} does. */
    public void changeUnattended(
            CommunityId community, Member member, MemberStatus status, Actor actor, Reason reason, Along along) {
        MemberChange change = MemberChange.ofStatus(status, reason);
        changeAccounts.unattended(community, version -> unit(community, version, actor, member, change, along));
    }

    AccountUnit unit(
            CommunityId community, long accessVersion, Actor actor, Member member, MemberChange change, Along along) {
        UUID changeId = Ids.next();
        List<AccountId> accounts =
                database.with(connection -> new MemberSql(connection, community).accounts(member.id()));
        MemberStatus status = change.status().orElseThrow();
        return new AccountUnit(
                community,
                accessVersion,
                changeId,
                accounts.stream()
                        .map(account -> AccountUnit.Change.ofStatus(account, status.ofAccounts()))
                        .toList(),
                (connection, before, after) -> {
                    requireAll(connection, community, member, accounts);
                    if (status == MemberStatus.LEFT) {
                        for (WhenAccountsClose closing : closings) {
                            closing.closed(connection, community, accounts);
                        }
                    }
                    change.write(connection, community, member.id(), changeId, actor, clock.instant(), along);
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
