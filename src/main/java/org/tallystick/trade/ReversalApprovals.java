package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.AskApproval;
import org.tallystick.approval.FourEyes;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Reason;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BooksReader;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.Permission;

/**
 * Reversals by an administrator, or by a program that the payee has not let act for it, those of them that are write-offs, and those
 * beyond the limits: they wait for a second administrator where the community wants two to agree on them.
 */
@ApplicationScoped
class ReversalApprovals implements Approvable {
    private static final String KIND = "reversal";
    private static final String OVERRIDE = "overrideLimits";

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final BooksReader books;
    private final ReverseTrade reverseTrade;
    private final TradeApprovals parties;
    private final WriteOffTrades writeOffs;
    private final ApprovedTrades approvedTrades;
    private final AccessControl control;

    ReversalApprovals(
            FourEyesRules rules,
            AskApproval asking,
            BooksReader books,
            ReverseTrade reverseTrade,
            TradeApprovals parties,
            WriteOffTrades writeOffs,
            ApprovedTrades approvedTrades,
            AccessControl control) {
        this.rules = rules;
        this.asking = asking;
        this.books = books;
        this.reverseTrade = reverseTrade;
        this.parties = parties;
        this.writeOffs = writeOffs;
        this.approvedTrades = approvedTrades;
        this.control = control;
    }

    /**
     * Puts a reversal down for a second administrator, if it could be booked now. The same request again has the same answer, whatever has
     * become of it since.
     *
     * @return empty where it is the payee's own, or of a program that the payee lets act for it, or one decides alone, or has done so under this key
     */
    Uni<Optional<Approval>> ask(Access access, TradeId trade, ReversalRequest request, IdempotencyKey key) {
        return RequestThread.onWorker(() -> again(access, trade, request, key))
                .chain(earlier ->
                        earlier.isPresent() ? Uni.createFrom().item(earlier) : askNow(access, trade, request, key));
    }

    private Optional<Approval> again(Access access, TradeId trade, ReversalRequest request, IdempotencyKey key) {
        return asking.earlier(access, KIND, key.value()).map(earlier -> {
            Access now = control.current(access.community().slug(), access.caller());
            boolean same = trade(earlier.asked()).equals(trade)
                    && reverseTrade.isSame(now, trade, request, request(earlier.asked()));
            if (!same) {
                throw AskApproval.keyReused();
            }
            return earlier.answer();
        });
    }

    private Uni<Optional<Approval>> askNow(Access access, TradeId trade, ReversalRequest request, IdempotencyKey key) {
        return RequestThread.onWorker(() -> mustWait(access, trade, request)
                        && !books.hasBought(
                                access.community().id(), access.caller().id(), key.value()))
                .chain(waits -> waits
                        ? reverseTrade
                                .preview(access, trade, request, Optional.empty())
                                .chain(seen -> RequestThread.onWorker(
                                        () -> Optional.of(putDown(access, trade, request, key, seen))))
                        : Uni.createFrom().item(Optional.empty()));
    }

    private boolean mustWait(Access access, TradeId trade, ReversalRequest request) {
        FourEyes two = rules.of(access.community().id());
        if (two.overrides() && request.overrides()) {
            return true;
        }
        if (!two.reversals() && !two.writeOffs()) {
            return false;
        }
        // As of now: a request may come with what the caller might do a while ago.
        Access now = control.current(access.community().slug(), access.caller());
        Reversing reversing = reverseTrade.reversing(now, trade);
        return reversing.isByOffice(now)
                && (two.reversals() || writeOffs.isWriteOff(now, reversing.givers(), reversing.receivers()));
    }

    private Approval putDown(
            Access access, TradeId trade, ReversalRequest request, IdempotencyKey key, TradeView seen) {
        Map<String, @Nullable Object> act = new HashMap<>();
        act.put("trade", trade.value().toString());
        act.put("amount", request.amount() == null ? null : seen.amount());
        if (request.overrides()) {
            act.put(OVERRIDE, true);
        }
        return asking.ask(
                access,
                Optional.of(key.value()),
                KIND,
                "Reversal of trade %s%s: %s %s back from %s to %s"
                        .formatted(
                                trade.value(),
                                request.overrides() ? " beyond the limits" : "",
                                seen.amount(),
                                seen.currency(),
                                seen.payer(),
                                seen.payee()),
                act,
                parties.members(
                        access,
                        seen.entries().stream()
                                .map(TradeView.EntryView::account)
                                .distinct()
                                .toList()),
                new Reason(String.valueOf(seen.reason())));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.REVERSE_TRADES;
    }

    /** Whoever approves it could reverse it. */
    @Override
    public void requireMayApprove(Access by, Approved approved) {
        Access now = control.current(by.community().slug(), by.caller());
        Reversing reversing = reverseTrade.reversing(now, trade(approved));
        reversing.requireAllowed(now);
        if (request(approved).overrides()) {
            Overrides.requireAllowed(now, reversing.accounts().values());
        }
    }

    @Override
    public String perform(Access by, Approved approved) {
        return approvedTrades.outcome(by, approved).orElseGet(() -> {
            reverseTrade.approved(by, trade(approved), request(approved), approved);
            return approvedTrades.outcome(by, approved).orElseThrow();
        });
    }

    private static TradeId trade(Approved approved) {
        return new TradeId(UUID.fromString(approved.text("trade")));
    }

    private static ReversalRequest request(Approved approved) {
        @Nullable Object amount = approved.act().get("amount");
        return new ReversalRequest(
                amount == null ? null : amount.toString(),
                approved.reason().text(),
                Boolean.TRUE.equals(approved.act().get(OVERRIDE)));
    }
}
