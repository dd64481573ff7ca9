package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.approval.Approvable;
import org.tallystick.ledger.Refusal;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.RefusalProblems;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.trade.AuthorisedPosting.Authorised;

/** Records one trade, or shows what would become of it. */
@ApplicationScoped
public class RecordTrade {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final TradeUnits units;
    private final AuthorisedPosting authorised;
    private final TradeViews views;
    private final Scales scales;

    RecordTrade(TradeUnits units, AuthorisedPosting authorised, TradeViews views, Scales scales) {
        this.units = units;
        this.authorised = authorised;
        this.views = views;
        this.scales = scales;
    }

    /** Fails with the problem that says why nothing was booked. */
    Uni<Answer<TradeView>> record(Access access, TradeRequest request, IdempotencyKey key) {
        return authorised
                .post(access, rights -> units.ofOne(rights, request, Optional.of(key)))
                .map(this::answer);
    }

    /** Books what two have agreed on: under a key of the approval, and so once. Waits for the commit. */
    TradeView approved(Access access, TradeRequest request, Approvable.Approved approval) {
        return await(authorised.post(
                access,
                rights -> units.ofOne(rights, request, Optional.empty())
                        .map(made -> ApprovedTrades.under(approval, made))));
    }

    TradeView await(Uni<AuthorisedPosting.Authorised> posting) {
        return answer(posting.await().atMost(LONGEST_WAIT)).body();
    }

    /** Decides without booking, and spends no key. */
    Uni<TradeView> preview(Access access, TradeRequest request, Optional<IdempotencyKey> key) {
        return authorised
                .preview(access, rights -> units.ofOne(rights, request, key))
                .map(done -> TradeViews.withoutId(answer(done).body()));
    }

    /** Whether it says the same as one before; fails where the caller may not record it. */
    Uni<Boolean> isSame(Access access, TradeRequest request, TradeRequest before) {
        return units.isSame(access, request, before);
    }

    /** Of a unit that is one trade. */
    Answer<TradeView> answer(Authorised done) {
        Access access = done.access();
        TradeUnit unit = done.units().get(0);
        Outcome outcome = done.outcomes().get(0);
        if (outcome instanceof Outcome.Booked booked) {
            return new Answer<>(views.of(booked.trades().get(0), access, done.soft()), booked.replayed());
        }
        if (outcome instanceof Outcome.Refused refused) {
            Refusal refusal = refused.refusals().get(0).orElseThrow();
            throw problem(access, unit, refusal).asException();
        }
        if (outcome instanceof Outcome.KeyReused) {
            throw keyReused();
        }
        throw new IllegalStateException("the outcome of a trade is " + outcome);
    }

    private Problem problem(Access access, TradeUnit unit, Refusal refusal) {
        int scale = scales.of(access.community().id(), unit.orders().get(0).currency());
        return new RefusalProblems(scale, account -> views.maySee(account, access)).of(refusal);
    }

    /** The problems of each order of a refused unit; nothing for one that was only held back by others. */
    List<Optional<Problem>> problems(Access access, TradeUnit unit, Outcome.Refused refused) {
        return refused.refusals().stream()
                .map(refusal -> refusal.map(one -> problem(access, unit, one)))
                .toList();
    }

    /** The answer to another request under a key that was used. */
    public static ProblemException keyReused() {
        return ProblemException.of(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "You have used this Idempotency-Key for another request; every request needs a key of its own.");
    }
}
