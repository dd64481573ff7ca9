package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BooksReader;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.trade.AuthorisedPosting.Authorised;
import org.tallystick.trade.BatchView.Result;

/** Records several trades in the order given: all or none, or each by itself. */
@ApplicationScoped
public class RecordBatch {
    private final TradeUnits units;
    private final AuthorisedPosting authorised;
    private final RecordTrade recordTrade;
    private final TradeApprovals approvals;
    private final TradeViews views;
    private final BooksReader books;

    RecordBatch(
            TradeUnits units,
            AuthorisedPosting authorised,
            RecordTrade recordTrade,
            TradeApprovals approvals,
            TradeViews views,
            BooksReader books) {
        this.units = units;
        this.authorised = authorised;
        this.recordTrade = recordTrade;
        this.approvals = approvals;
        this.views = views;
        this.books = books;
    }

    /**
     * Fails with {@code batch-refused} if it is atomic and a trade is refused, and with {@code state-conflict} if a write-off is among
     * them where two administrators must agree on those.
     */
    public Uni<Answer<BatchView>> record(Access access, BatchRequest request, IdempotencyKey key) {
        List<TradeRequest> trades = trades(request);
        boolean atomic = Boolean.TRUE.equals(request.atomic());
        return approvals
                .requireNone(access, trades, atomic, key)
                .chain(() -> authorised.post(
                        access,
                        rights -> requireUnused(rights, atomic, key)
                                .chain(() -> units.ofBatch(rights, trades, atomic, Optional.of(key)))))
                .map(done -> answer(done, atomic));
    }

    /** The trades of a batch that is not atomic have keys made of its own, which must not have bought a trade itself. */
    private Uni<Void> requireUnused(Access access, boolean atomic, IdempotencyKey key) {
        if (atomic) {
            return Uni.createFrom().voidItem();
        }
        return RequestThread.onWorker(() ->
                        books.hasBought(access.community().id(), access.caller().id(), key.value()))
                .invoke(bought -> {
                    if (bought) {
                        throw RecordTrade.keyReused();
                    }
                })
                .replaceWithVoid();
    }

    /** Decides without booking. */
    public Uni<BatchView> preview(Access access, BatchRequest request, Optional<IdempotencyKey> key) {
        List<TradeRequest> trades = trades(request);
        boolean atomic = Boolean.TRUE.equals(request.atomic());
        return authorised
                .preview(access, rights -> units.ofBatch(rights, trades, atomic, key))
                .map(done -> {
                    List<Result> results = answer(done, atomic).body().results().stream()
                            .map(result -> result.trade() == null
                                    ? result
                                    : Result.posted(TradeViews.withoutId(result.trade())))
                            .toList();
                    return new BatchView(results);
                });
    }

    private static List<TradeRequest> trades(BatchRequest request) {
        FieldErrors errors = new FieldErrors();
        errors.required("atomic", request.atomic(), false);
        List<@Nullable TradeRequest> given = errors.required("trades", request.trades(), List.of());
        if (request.trades() != null && (given.isEmpty() || given.size() > TradeUnit.MOST_ORDERS)) {
            errors.add("trades", "size", "has " + given.size() + " trades; 1 to " + TradeUnit.MOST_ORDERS + " fit");
        }
        List<TradeRequest> trades = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            TradeRequest trade = given.get(i);
            if (trade == null) {
                errors.add("trades[" + i + "]", "required", "is required");
            } else {
                trades.add(trade);
            }
        }
        errors.throwIfAny();
        return trades;
    }

    private Answer<BatchView> answer(Authorised done, boolean atomic) {
        return atomic ? answerOfOne(done) : answerOfEach(done);
    }

    private Answer<BatchView> answerOfOne(Authorised done) {
        Outcome outcome = done.outcomes().get(0);
        if (outcome instanceof Outcome.Booked booked) {
            List<Result> results = booked.trades().stream()
                    .map(trade -> Result.posted(views.of(trade, done.access(), done.soft())))
                    .toList();
            return new Answer<>(new BatchView(results), booked.replayed());
        }
        if (outcome instanceof Outcome.Refused refused) {
            List<Result> results = recordTrade
                    .problems(done.access(), done.units().get(0), refused)
                    .stream()
                    .map(problem ->
                            problem.map(one -> Result.refused(one.toBody())).orElseGet(Result::notPosted))
                    .toList();
            long count =
                    results.stream().filter(result -> result.problem() != null).count();
            throw Problem.of(
                            ProblemType.BATCH_REFUSED,
                            count + " of " + results.size() + " trades are refused, so none is booked.")
                    .with("results", results)
                    .asException();
        }
        if (outcome instanceof Outcome.KeyReused) {
            throw RecordTrade.keyReused();
        }
        throw new IllegalStateException("the outcome of a batch is " + outcome);
    }

    private Answer<BatchView> answerOfEach(Authorised done) {
        List<Result> results = new ArrayList<>();
        boolean replayed = true;
        for (int i = 0; i < done.outcomes().size(); i++) {
            Outcome outcome = done.outcomes().get(i);
            if (outcome instanceof Outcome.Booked booked) {
                replayed &= booked.replayed();
                results.add(Result.posted(views.of(booked.trades().get(0), done.access(), done.soft())));
            } else if (outcome instanceof Outcome.Refused refused) {
                replayed = false;
                Problem problem = recordTrade
                        .problems(done.access(), done.units().get(i), refused)
                        .get(0)
                        .orElseThrow();
                results.add(Result.refused(problem.toBody()));
            } else if (outcome instanceof Outcome.KeyReused) {
                replayed = false;
                results.add(Result.refused(RecordTrade.keyReused().problem().toBody()));
            } else {
                throw new IllegalStateException("the outcome of a trade is " + outcome);
            }
        }
        return new Answer<>(new BatchView(results), replayed);
    }
}
