package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.posting.AccountUnit;
import org.tallystick.posting.AwaitedPosting;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.Permission;

/**
 * Changes limits or status of accounts through the posting, and waits for the commit: administrators' work, rare enough for a
 * thread to wait.
 */
@ApplicationScoped
public class ChangeAccounts {
    private static final int MOST_ATTEMPTS = 5;

    private final Posting posting;
    private final Directory directory;
    private final AccessControl accessControl;
    private final Database database;

    ChangeAccounts(Posting posting, Directory directory, AccessControl accessControl, Database database) {
        this.posting = posting;
        this.directory = directory;
        this.accessControl = accessControl;
        this.database = database;
    }

    /**
     * @param permission what the caller needs; asked again whenever rights have changed in between
     * @param unit prepares the change under an access; it is asked again with the access of now
     * @return the accounts after the change
     * @throws ProblemException {@code forbidden}, {@code version-stale}, {@code state-conflict} for an account that would
     *     close and is not settled, {@code unavailable}, or what the unit's consequence throws
     */
    public List<Account> change(Access access, Permission permission, Function<Access, AccountUnit> unit) {
        Access present = access;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            AccountUnit prepared = unit.apply(present);
            Outcome outcome = await(prepared);
            if (outcome instanceof Outcome.Changed changed) {
                return changed.accounts();
            }
            if (outcome instanceof Outcome.VersionStale) {
                throw ProblemException.of(
                        ProblemType.VERSION_STALE, "The limits were changed since you read them; read them again.");
            }
            if (outcome instanceof Outcome.NotSettled notSettled) {
                throw notSettled(prepared, notSettled.account());
            }
            if (!(outcome instanceof Outcome.AccessStale)) {
                throw new IllegalStateException("a change of accounts ended with " + outcome);
            }
            present = accessControl.current(access.community().slug(), access.caller());
            present.require(permission);
        }
        throw ProblemException.of(
                ProblemType.UNAVAILABLE, "Rights in this community are changing all the time; send this again.");
    }

    /**
     * The same without anybody who asks for it: what follows from the calendar.
     *
     * @param unit prepares the change under this access version; it is asked again with that of now
     * @throws ProblemException {@code state-conflict} for an account that would close and is not settled, {@code unavailable},
     *     or what the unit's consequence throws
     */
    public void unattended(CommunityId community, LongFunction<AccountUnit> unit) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            AccountUnit prepared = unit.apply(database.with(connection -> accessVersion(connection, community)));
            Outcome outcome = await(prepared);
            if (outcome instanceof Outcome.Changed) {
                return;
            }
            if (outcome instanceof Outcome.NotSettled notSettled) {
                throw notSettled(prepared, notSettled.account());
            }
        }
        throw ProblemException.of(ProblemType.UNAVAILABLE, "Rights in this community are changing all the time.");
    }

    private static long accessVersion(Connection connection, CommunityId community) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT access_version FROM community WHERE community_id = ?")) {
            statement.setObject(1, community.value());
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private Outcome await(AccountUnit unit) {
        return AwaitedPosting.post(
                posting, unit, "The change waits for others; read whether it was made, or send it again.");
    }

    private ProblemException notSettled(AccountUnit unit, Account account) {
        AccountRef ref = directory.byId(unit.community(), account.id()).orElseThrow();
        int scale = ref.currency().scale();
        String balance = account.balance().format(scale);
        boolean holds = !account.heldOut().isZero() || !account.heldIn().isZero();
        return Problem.of(
                        ProblemType.STATE_CONFLICT,
                        "The account " + ref.address() + " stands at " + balance
                                + (holds ? " and has amounts on hold" : "")
                                + "; it closes only at zero and without holds.")
                .with("account", ref.address())
                .with("balance", balance)
                .asException();
    }
}
