package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.tallystick.account.Directory;
import org.tallystick.credit.SoftLimits;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;

/**
 * Posts units that were authorised under a version of the community's access rules, and has them authorised again when the
 * writer finds that the rules have changed meanwhile: so a right that was withdrawn is withdrawn with the next booking.
 */
@ApplicationScoped
public class AuthorisedPosting {
    private static final int MOST_ATTEMPTS = 5;
    private static final int FEW_TRADES = 20;
    private static final Set<ProblemType> REFUSALS =
            EnumSet.of(ProblemType.FORBIDDEN, ProblemType.TERMS_NOT_ACCEPTED, ProblemType.NOT_FOUND);

    /** The answer if the rights change faster than they can be read. */
    private static final Problem STALE =
            Problem.of(ProblemType.UNAVAILABLE, "Rights are being changed in this community; send it again.");

    private final Posting posting;
    private final AccessControl accessControl;
    private final Directory directory;
    private final SoftLimits softLimits;

    AuthorisedPosting(Posting posting, AccessControl accessControl, Directory directory, SoftLimits softLimits) {
        this.posting = posting;
        this.accessControl = accessControl;
        this.directory = directory;
        this.softLimits = softLimits;
    }

    /**
     * Units and the rights under which they were made.
     *
     * @param soft what is known of the soft limits of the accounts that they moved
     */
    record Authorised(Access access, List<TradeUnit> units, List<Outcome> outcomes, SoftLimits.Known soft) {}

    /**
     * @param unitsFor authorises and makes the units for these rights; it throws a problem where they do not suffice. What
     *     was booked before a repeat is found again by its keys.
     */
    Uni<Authorised> post(Access access, Function<Access, Uni<List<TradeUnit>>> unitsFor) {
        return decide(access, unitsFor, this::submit, 1);
    }

    /** Decides in the same way, and books nothing. */
    Uni<Authorised> preview(Access access, Function<Access, Uni<List<TradeUnit>>> unitsFor) {
        return decide(access, unitsFor, units -> RequestThread.onWorker(() -> posting.preview(units)), 1);
    }

    private Uni<Authorised> decide(
            Access access,
            Function<Access, Uni<List<TradeUnit>>> unitsFor,
            Function<List<TradeUnit>, Uni<List<Outcome>>> decider,
            int attempt) {
        return Uni.createFrom()
                .deferred(() -> unitsFor.apply(access))
                .chain(units -> decider.apply(units)
                        .chain(outcomes -> softLimits(access, outcomes)
                                .map(soft -> new Authorised(access, units, outcomes, soft))))
                .invoke(AuthorisedPosting::requireFresh)
                .onFailure(AuthorisedPosting::mayComeOfStaleRights)
                .recoverWithUni(failure -> RequestThread.onWorker(() -> accessControl.reload(access))
                        .chain(fresh -> {
                            boolean changed = fresh.version() != access.version() || isStale(failure);
                            return changed && attempt < MOST_ATTEMPTS
                                    ? decide(fresh, unitsFor, decider, attempt + 1)
                                    : Uni.createFrom().failure(failure);
                        }));
    }

    private Uni<SoftLimits.Known> softLimits(Access access, List<Outcome> outcomes) {
        Map<CurrencyCode, Set<AccountId>> moved = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Booked booked) {
                for (BookedTrade trade : booked.trades()) {
                    moved.computeIfAbsent(trade.currency(), any -> new LinkedHashSet<>())
                            .addAll(trade.accounts());
                }
            }
        }
        return softLimits.of(access.community().id(), moved);
    }

    private static void requireFresh(Authorised done) {
        if (done.outcomes().stream().anyMatch(Outcome.AccessStale.class::isInstance)) {
            throw STALE.asException();
        }
    }

    /** Rights that are remembered never turn anyone away: a refusal by them is looked at again. */
    private static boolean mayComeOfStaleRights(Throwable failure) {
        return isStale(failure)
                || (failure instanceof ProblemException refusal
                        && REFUSALS.contains(refusal.problem().type()));
    }

    private static boolean isStale(Throwable failure) {
        return failure instanceof ProblemException refusal && refusal.problem().equals(STALE);
    }

    private Uni<List<Outcome>> submit(List<TradeUnit> units) {
        List<CompletableFuture<Outcome>> answers = posting.submitAll(units);
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        return Uni.createFrom()
                .completionStage(all)
                .emitOn(whoAnswers(units))
                .map(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    /**
     * Who makes an answer of the outcomes: never the lane, which has others to post. The event loop of the request does it at
     * once where it is short and all that it names is known by then; else it takes long or may have to wait for the database,
     * which a worker may.
     */
    private Executor whoAnswers(List<TradeUnit> units) {
        Executor worker = RequestThread.worker();
        Executor eventLoop = RequestThread.current(worker);
        boolean few = units.stream().mapToInt(TradeUnit::weight).sum() <= FEW_TRADES;
        return answering -> (few && isKnown(units) ? eventLoop : worker).execute(answering);
    }

    private boolean isKnown(List<TradeUnit> units) {
        return units.stream().allMatch(unit -> directory.knows(unit.community(), unit.accounts()));
    }
}
