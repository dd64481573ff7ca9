package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.approval.Approvable;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.ReversalDraft;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Undoes an earlier trade, in full or in part: by the payee, or by an administrator who has no part in it. */
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
                        () -> RecordTrade.under(approval, List.of(unit(rights, id, request, Optional.empty()))))));
    }

    /** Whether the caller would reverse it by an office, having no part in it, or as a program without the payee's consent. */
    boolean isByOffice(Access access, TradeId id) {
        AccountRef payer = account(access, trades.visible(access, id).payee());
        return access.caller().isUser()
                ? PayerRights.byOffice(access, Optional.of(payer))
                : payer.member().filter(access::hasConsented).isEmpty();
    }

    /** Decides without booking. */
    Uni<TradeView> preview(Access access, TradeId id, ReversalRequest request, Optional<IdempotencyKey> key) {
        return authorised
                .preview(access, rights -> RequestThread.onWorker(() -> List.of(unit(rights, id, request, key))))
                .map(done -> TradeViews.withoutId(recordTrade.answer(done).body()));
    }

    private TradeUnit unit(Access access, TradeId id, ReversalRequest request, Optional<IdempotencyKey> key) {
        BookedTrade original = trades.visible(access, id);
        AccountRef payer = account(access, original.payee());
        AccountRef payee = account(access, original.payer());
        requireMayReverse(access, payer, payee);
        int scale = payer.currency().scale();
        FieldErrors errors = new FieldErrors();
        Optional<Amount> amount = errors.readIfPresent("amount", request.amount(), text -> Amount.parse(text, scale));
        Optional<String> reason = errors.read("reason", request.reason(), text -> Text.read(text, LONGEST_REASON));
        errors.throwIfAny();
        ReversalDraft draft = new ReversalDraft(
                        Party.of(payer.address(), payer.id()),
                        Party.of(payee.address(), payee.id()),
                        new ReversalDraft.Original(
                                id, original.amount(), original.reverses().isPresent()),
                        amount,
                        LocalDate.ofInstant(clock.instant(), access.community().zone()),
                        false)
                .boundBy(PayerRights.spendingLimit(access, Optional.of(payer)));
        TradeOrder order = new TradeOrder(
                        draft,
                        original.currency(),
                        original.description(),
                        access.caller().id(),
                        PayerRights.onBehalfOf(access, Optional.of(payer)).map(MemberId::value),
                        reason,
                        Optional.empty(),
                        Map.of(),
                        PayerRights.byOffice(access, Optional.of(payer)))
                .in(original.category());
        List<String> parts = List.of(
                "reversal",
                id.value().toString(),
                amount.map(given -> Long.toString(given.minorUnits())).orElse("all"),
                reason.orElseThrow());
        return TradeUnits.unit(access, key, parts, List.of(order));
    }

    /** @param payer the payee of the original, who gives back */
    private static void requireMayReverse(Access access, AccountRef payer, AccountRef payee) {
        boolean byThePayee = payer.member().filter(access::maySpendFor).isPresent();
        boolean byOffice = access.may(Permission.REVERSE_TRADES, payer.member());
        boolean gainsByIt = access.caller().isUser()
                && payee.member().filter(access::actsFor).isPresent();
        if (!byThePayee && (!byOffice || gainsByIt)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    byOffice
                            ? "You are the payer of this trade; only the payee or another administrator reverses it."
                            : "Only the payee or an administrator reverses a trade.");
        }
    }

    private AccountRef account(Access access, AccountId id) {
        return directory.byId(access.community().id(), id).orElseThrow();
    }
}
