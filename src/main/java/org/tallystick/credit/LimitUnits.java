package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.tallystick.account.Limits;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccountUnit;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.problem.ProblemException;

/** Sets the limits of some accounts with one unit of the posting: all of them or none, each with a record of its own. */
@ApplicationScoped
class LimitUnits {
    /** While a unit is written, no trade of the community is. */
    static final int MOST_ACCOUNTS = 200;

    /**
     * What the service does by itself was authorised when somebody made the policy, or the limit, that it carries out; no
     * change of anybody's rights since then undoes that.
     */
    static final long ALWAYS_AUTHORISED = Long.MAX_VALUE;

    private static final long LONGEST_WAIT_SECONDS = 60;

    private final Posting posting;
    private final Clock clock;

    LimitUnits(Posting posting, Clock clock) {
        this.posting = posting;
        this.clock = clock;
    }

    /** @param seenVersion of the limits, which the new ones follow; if others came in between, nothing is set */
    record NewLimits(AccountId account, Band band, long seenVersion) {}

    /** What else is written in the same transaction. */
    interface More {
        void in(Connection connection) throws SQLException;
    }

    AccountUnit unit(
            PolicyPlace place, List<NewLimits> limits, Actor actor, Reason reason, long accessVersion, More more) {
        return unit(place, Ids.next(), limits, actor, reason, accessVersion, before -> {}, more);
    }

    /**
     * @param changeId of the record of the first change
     * @param check of the accounts as they are when they are locked; what it throws is the answer, and nothing is set
     */
    AccountUnit unit(
            PolicyPlace place,
            UUID changeId,
            List<NewLimits> limits,
            Actor actor,
            Reason reason,
            long accessVersion,
            Consumer<List<Account>> check,
            More more) {
        List<AccountUnit.Change> changes = limits.stream()
                .map(one -> AccountUnit.Change.ofLimits(
                        one.account(),
                        new AccountUnit.Limits(
                                one.band().creditLimit(), one.band().balanceCap()),
                        OptionalLong.of(one.seenVersion())))
                .toList();
        int scale = place.currency().scale();
        return new AccountUnit(place.community(), accessVersion, changeId, changes, (connection, before, after) -> {
            check.accept(before);
            List<Change> records = new ArrayList<>();
            for (int i = 0; i < after.size(); i++) {
                Change change = record(before.get(i), after.get(i), scale, actor, reason);
                records.add(i == 0 ? change.withId(changeId) : change);
            }
            ChangeRecords.write(connection, place.community(), clock.instant(), records);
            more.in(connection);
        });
    }

    private static Change record(Account before, Account after, int scale, Actor actor, Reason reason) {
        return Change.of(
                Subject.LIMITS,
                after.id().value().toString(),
                actor,
                reason,
                Limits.toValues(before, scale),
                Limits.toValues(after, scale));
    }

    /**
     * Waits for the commit.
     *
     * @return whether they were set; if not, somebody else's were meanwhile
     * @throws ProblemException {@code unavailable}
     */
    boolean post(AccountUnit unit) {
        CompletableFuture<Outcome> answer = posting.submit(unit).toCompletableFuture();
        Outcome outcome;
        try {
            outcome = answer.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new IllegalStateException("the posting has not answered yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service is stopping", e);
        }
        if (outcome instanceof Outcome.VersionStale) {
            return false;
        }
        if (outcome instanceof Outcome.Changed) {
            return true;
        }
        throw new IllegalStateException("a change of limits ended with " + outcome);
    }
}
