package org.tallystick.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import org.tallystick.community.Community;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Refusal;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;

/**
 * Posts the trades of a plan through the ordinary writer, in the order of the file. Their keys belong to the community, not
 * to the operator: so whoever sends the files again books nothing twice.
 */
@ApplicationScoped
class BookImport {
    private static final int TRADES_AT_ONCE = 1_000;

    private final Posting posting;
    private final AccessControl accessControl;
    private final ImportTarget target;

    BookImport(Posting posting, AccessControl accessControl, ImportTarget target) {
        this.posting = posting;
        this.accessControl = accessControl;
        this.target = target;
    }

    /** One run over the file. */
    private final class Run {
        private final ImportJob job;
        private final ImportPlan plan;
        private final Community community;
        private final Map<String, AccountId> addresses;
        private final RowErrors errors;
        private final LongConsumer progress;

        private Access access;
        private long done;

        Run(ImportJob job, ImportPlan plan, Community community, RowErrors errors, LongConsumer progress) {
            this.job = job;
            this.plan = plan;
            this.community = community;
            this.addresses = target.resolve(community.id(), plan);
            this.errors = errors;
            this.progress = progress;
            this.access = currentAccess();
        }

        private Access currentAccess() {
            return OperatorAccess.of(accessControl, community.slug(), job.operator());
        }

        /**
         * Books these in their order, each by itself; once one is refused, no more are taken from the file. That happens only
         * where somebody trades in the community while it is being imported, since the rehearsal has refused the rest.
         */
        private void book(List<ImportedTrade> trades) {
            List<ImportedTrade> open = trades;
            while (!open.isEmpty() && errors.isEmpty()) {
                List<TradeUnit> units = open.stream().map(this::unit).toList();
                List<CompletableFuture<Outcome>> answers = posting.submitAll(units);
                List<ImportedTrade> stale = new ArrayList<>();
                for (int i = 0; i < answers.size(); i++) {
                    Outcome outcome = await(open.get(i), answers.get(i));
                    if (outcome instanceof Outcome.AccessStale) {
                        stale.add(open.get(i));
                    }
                }
                if (!stale.isEmpty()) {
                    access = currentAccess();
                }
                open = stale;
            }
            progress.accept(done);
        }

        private Outcome await(ImportedTrade trade, CompletableFuture<Outcome> answer) {
            Outcome outcome;
            try {
                outcome = answer.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof ProblemException problem ? problem : e;
            }
            if (outcome instanceof Outcome.Booked) {
                done++;
            } else if (outcome instanceof Outcome.Refused refused) {
                Refusal refusal = refused.refusals().get(0).orElseThrow();
                Rehearsal.note(
                        trade, refusal, errors, plan.community().currency().scale());
            } else if (outcome instanceof Outcome.KeyReused) {
                errors.add(
                        TradesFile.NAME,
                        trade.line(),
                        "reference",
                        "idempotency-key-reused",
                        trade.reference() + " was imported before with other contents");
            }
            return outcome;
        }

        private TradeUnit unit(ImportedTrade trade) {
            TradeOrder order = new TradeOrder(
                    Rehearsal.draft(trade, addresses),
                    plan.community().currency().code(),
                    trade.description(),
                    job.operator().id(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
            UUID keeper = community.id().value();
            KeyClaim key = new KeyClaim(keeper, trade.reference(), trade.fingerprint());
            return new TradeUnit(community.id(), access.version(), Optional.of(key), List.of(order));
        }
    }

    /**
     * @param booked references that are booked already
     * @param progress is told how many trades are in the books
     */
    void book(
            ImportJob job,
            ImportPlan plan,
            Community community,
            Set<String> booked,
            RowErrors errors,
            LongConsumer progress) {
        Run run = new Run(job, plan, community, errors, progress);
        run.done = booked.size();
        Chunks<ImportedTrade> rows = new Chunks<>(TRADES_AT_ONCE, run::book);
        plan.trades().forEach(errors, trade -> {
            if (!booked.contains(trade.reference())) {
                rows.add(trade);
            }
        });
        rows.end();
    }
}
