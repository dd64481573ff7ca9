package org.tallystick.mediation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.tallystick.platform.RequestThread;
import org.tallystick.problem.FieldError;
import org.tallystick.problem.InvariantFailures;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.trade.Answer;
import org.tallystick.trade.BatchView;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.trade.RecordBatch;
import org.tallystick.trade.TradeView;

/** Enters paper slips for members: a batch of trades, each marked with the number of its slip, of which the parties are told. */
@ApplicationScoped
public class EnterSlips {
    private static final Logger LOG = Logger.getLogger(EnterSlips.class);
    private static final String RESULTS = "results";

    private final RecordBatch recordBatch;
    private final TellParties tellParties;

    EnterSlips(RecordBatch recordBatch, TellParties tellParties) {
        this.recordBatch = recordBatch;
        this.tellParties = tellParties;
    }

    /** Fails with {@code batch-refused} if it is atomic and a slip is refused. */
    Uni<Answer<SlipResults>> enter(Access access, Slips slips, boolean atomic, IdempotencyKey key) {
        requireByOffice(access);
        return Uni.createFrom()
                .deferred(() -> recordBatch.record(access, slips.toBatch(atomic), key))
                .onFailure(ProblemException.class)
                .transform(failure -> inWordsOfSlips(slips, failure))
                .chain(answer -> RequestThread.onWorker(() -> {
                    tell(access, answer.body());
                    return new Answer<>(results(slips, answer.body().results()), answer.replayed());
                }));
    }

    /** Decides without booking, and tells nobody. */
    Uni<SlipResults> preview(Access access, Slips slips, boolean atomic, Optional<IdempotencyKey> key) {
        requireByOffice(access);
        return Uni.createFrom()
                .deferred(() -> recordBatch.preview(access, slips.toBatch(atomic), key))
                .onFailure(ProblemException.class)
                .transform(failure -> inWordsOfSlips(slips, failure))
                .map(seen -> results(slips, seen.results()));
    }

    private static void requireByOffice(Access access) {
        if (!access.everywhere(Permission.ENTER_SLIPS)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "In this community administrators do not enter trades for members.");
        }
    }

    /** What is booked is booked, whether or not the letters can be written. */
    private void tell(Access access, BatchView batch) {
        List<TradeView> booked = new ArrayList<>();
        batch.results().forEach(result -> Optional.ofNullable(result.trade()).ifPresent(booked::add));
        try {
            tellParties.tell(access.community().id(), booked);
        } catch (RuntimeException e) {
            String sentence = "The parties of %d slips could not be told".formatted(booked.size());
            InvariantFailures.tell(LOG, "request", sentence, e);
        }
    }

    private static SlipResults results(Slips slips, List<BatchView.Result> results) {
        List<SlipResults.Result> all = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            all.add(SlipResults.Result.of(slips.slips().get(i), results.get(i)));
        }
        return new SlipResults(all);
    }

    /** The batch speaks of trades and their fields; whoever entered slips looks for a slip, or a line. */
    private static ProblemException inWordsOfSlips(Slips slips, ProblemException failure) {
        Problem problem = failure.problem();
        List<FieldError> errors = problem.errors().stream()
                .map(error -> new FieldError(slips.inOwnWords(error.field()), error.code(), error.detail()))
                .toList();
        Map<String, Object> members = new LinkedHashMap<>(problem.members());
        if (members.get(RESULTS) instanceof List<?> results) {
            members.put(
                    RESULTS,
                    results(
                                    slips,
                                    results.stream()
                                            .map(BatchView.Result.class::cast)
                                            .toList())
                            .results());
        }
        String detail = errors.isEmpty() ? problem.detail() : slips.inOwnWords(problem.detail());
        return new Problem(problem.type(), detail, errors, members).asException();
    }
}
