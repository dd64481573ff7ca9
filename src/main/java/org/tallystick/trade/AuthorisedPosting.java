package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeUnit;
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

    private final Posting posting;
    private final AccessControl accessControl;

    AuthorisedPosting(Posting posting, AccessControl accessControl) {
        this.posting = posting;
        this.accessControl = accessControl;
    }

    /** A unit and the rights under which it was made. */
    record Authorised(Access access, List<TradeUnit> units, List<Outcome> outcomes) {}

    /**
     * @param unitsFor authorises and makes the units for these rights; it throws a problem where they do not suffice. What
     *     was booked before a repeat is found again by its keys.
     */
    Uni<Authorised> post(Access access, Function<Access, Uni<List<TradeUnit>>> unitsFor) {
        return post(access, unitsFor, 1);
    }

    private Uni<Authorised> post(Access access, Function<Access, Uni<List<TradeUnit>>> unitsFor, int attempt) {
        return unitsFor.apply(access)
                .chain(units -> submit(units).map(outcomes -> new Authorised(access, units, outcomes)))
                .chain(done -> {
                    if (done.outcomes().stream().noneMatch(Outcome.AccessStale.class::isInstance)) {
                        return Uni.createFrom().item(done);
                    }
                    if (attempt == MOST_ATTEMPTS) {
                        throw ProblemException.of(
                                ProblemType.UNAVAILABLE, "Rights are being changed in this community; send it again.");
                    }
                    return Uni.createFrom()
                            .item(() -> accessControl.reload(access))
                            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                            .chain(fresh -> post(fresh, unitsFor, attempt + 1));
                });
    }

    private Uni<List<Outcome>> submit(List<TradeUnit> units) {
        List<CompletableFuture<Outcome>> answers = posting.submitAll(units);
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        return Uni.createFrom()
                .completionStage(all)
                .map(done -> answers.stream().map(CompletableFuture::join).toList());
    }
}
