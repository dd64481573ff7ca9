package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.approval.Approvable;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.ReversalDraft;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/** Undoes an earlier trade, in full or in part: by whoever acts for all payees, or by an administrator who has no part in it. */
@ApplicationScoped
public class ReverseTrade {
    private static final int LONGEST_REASON = 500;

    private final Trades trades;
    private final Directory directory;
    private final AuthorisedPosting authorised;
    private final RecordTrade recordTrade;
    private final Clock clock;

    ReverseTrade(
            Trades trades, Directory directory, AuthorisedPosting authorised, RecordTrade recordTrade, Clock clock) {
        this.trades = trades;
        this.directory = directory;
        this.authorised = authorised;
        this.recordTrade = recordTrade;
        this.clock = clock;
    }

    /** Fails with the problem that says why nothing was reversed. */
    Uni<Answer<TradeView>> reverse(Access access, TradeId id, ReversalRequest request, IdempotencyKey key) {
        return authorised
                .post(
                        access,
                        rights -> RequestThread.onWorker(() -> List.of(unit(rights, id, request, Optional.of(key)))))
                .map(recordTrade::answer);
    }

    /** Books what two have agreed on: under a key of the approval, and so once. Waits for the commit. */
    TradeView approved(Access access, TradeId id, ReversalRequest request, Approvable.Approved approval) {
        return recordTrade.await(authorised.post(
                access,
                rights -> RequestThread.onWorker(
                        () -> ApprovedTrades.under(approval, List.of(unit(rights, id, request, Optional.empty()))))));
    }

    /** Who gives back and who is given back. */
    Reversing reversing(Access access, TradeId id) {
        return Reversing.of(trades.visible(access, id), ref -> account(access, ref));
    }

    /** Decides without booking. */
    Uni<TradeView> preview(Access access, TradeId id, ReversalRequest request, Optional<IdempotencyKey> key) {
        return authorised
                .preview(access, rights -> RequestThread.onWorker(() -> List.of(unit(rights, id, request, key))))
                .map(done -> TradeViews.withoutId(recordTrade.answer(done).body()));
    }

    /** Whether a request says the same as one before of the same trade; fails where the caller may not make it. */
    boolean isSame(Access access, TradeId id, ReversalRequest request, ReversalRequest before) {
        Reversing reversing = allowed(access, id, request);
        return Read.of(reversing, request)
                .parts()
                .equals(Read.of(reversing, before).parts());
    }

    private Reversing allowed(Access access, TradeId id, ReversalRequest request) {
        Reversing reversing = reversing(access, id);
        reversing.requireAllowed(access);
        if (request.overrides()) {
            Overrides.requireAllowed(access, reversing.accounts().values());
        }
        return reversing;
    }

    /** A request whose every field has been read. */
    private record Read(TradeId trade, Optional<Amount> amount, String reason, boolean overrides) {
        static Read of(Reversing reversing, ReversalRequest request) {
            int scale = reversing.givers().get(0).currency().scale();
            FieldErrors errors = new FieldErrors();
            Optional<Amount> amount =
                    errors.readIfPresent("amount", request.amount(), text -> Amount.parse(text, scale));
            Optional<String> reason = errors.read("reason", request.reason(), text -> Text.read(text, LONGEST_REASON));
            errors.throwIfAny();
            return new Read(reversing.trade().id(), amount, reason.orElseThrow(), request.overrides());
        }

        /** Two requests that say the same have the same parts. */
        List<String> parts() {
            List<String> parts = new ArrayList<>(List.of(
                    "reversal",
                    trade.value().toString(),
                    amount.map(given -> Long.toString(given.minorUnits())).orElse("all"),
                    reason));
            if (overrides) {
                parts.add("override");
            }
            return parts;
        }
    }

    private TradeUnit unit(Access access, TradeId id, ReversalRequest request, Optional<IdempotencyKey> key) {
        Reversing reversing = allowed(access, id, request);
        BookedTrade original = reversing.trade();
        Read read = Read.of(reversing, request);
        AccountRef payer = reversing.givers().get(0);
        ReversalDraft draft = ReversalDraft.of(
                        reversing.original(),
                        read.amount(),
                        LocalDate.ofInstant(clock.instant(), access.community().zone()))
                .boundBy(reversing.spendingLimit(access));
        TradeOrder order = new TradeOrder(
                request.overrides() ? draft.overridingLimits() : draft,
                original.currency(),
                original.description(),
                access.caller().id(),
                PayerRights.onBehalfOf(access, Optional.of(payer)).map(MemberId::value),
                Optional.of(read.reason()),
                request.overrides() ? Optional.of(access.caller().id()) : Optional.empty(),
                Map.of(),
                reversing.isByOfficeOfAUser(access),
                original.category());
        return TradeUnits.unit(access, key, read.parts(), List.of(order));
    }

    private AccountRef account(Access access, AccountId id) {
        return directory.byId(access.community().id(), id).orElseThrow();
    }
}
