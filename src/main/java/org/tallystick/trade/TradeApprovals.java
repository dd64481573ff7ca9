package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.AskApproval;
import org.tallystick.approval.FourEyes;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Reason;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BooksReader;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/**
 * Write-offs, as {@link WriteOffTrades} tells them, and trades beyond the limits, which wait for a second administrator where the community
 * wants two to agree on them.
 */
@ApplicationScoped
class TradeApprovals implements Approvable {
    private static final String KIND = "trade";

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final BooksReader books;
    private final Directory directory;
    private final WriteOffTrades writeOffs;
    private final AccessControl control;
    private final RecordTrade recordTrade;
    private final ApprovedTrades approvedTrades;

    TradeApprovals(
            FourEyesRules rules,
            AskApproval asking,
            BooksReader books,
            Directory directory,
            WriteOffTrades writeOffs,
            AccessControl control,
            RecordTrade recordTrade,
            ApprovedTrades approvedTrades) {
        this.rules = rules;
        this.asking = asking;
        this.books = books;
        this.directory = directory;
        this.writeOffs = writeOffs;
        this.control = control;
        this.recordTrade = recordTrade;
        this.approvedTrades = approvedTrades;
    }

    /** Whether it may have to wait at all; nobody waits for the answer. */
    static boolean mayWait(TradeRequest request) {
        return request.overrides() || mayBeWriteOff(request);
    }

    /** Whether one of the community's own accounts takes part, without which it is no write-off. */
    private static boolean mayBeWriteOff(TradeRequest request) {
        return address(request.payer()).filter(AccountAddress::isCommunitys).isPresent()
                || address(request.payee()).filter(AccountAddress::isCommunitys).isPresent();
    }

    /** Under the caller's rights as of now: a request may come with those of a while ago. */
    private boolean isWriteOff(Access access, TradeRequest request) {
        return mayBeWriteOff(request)
                && writeOffs.isWriteOff(
                        control.current(access.community().slug(), access.caller()),
                        account(access, request.payer()),
                        account(access, request.payee()));
    }

    private List<AccountRef> account(Access access, @Nullable String written) {
        return address(written)
                .flatMap(address -> directory.find(access.community().id(), address))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<AccountAddress> address(@Nullable String written) {
        return Optional.ofNullable(written).flatMap(AccountAddress::find);
    }

    /**
     * Puts a write-off down for a second administrator, if it could be booked now. The same request again has the same answer, whatever
     * has become of it since.
     *
     * @return empty where one decides alone, or has done so under this key
     */
    Uni<Optional<Approval>> ask(Access access, TradeRequest request, IdempotencyKey key) {
        return RequestThread.onWorker(() -> asking.earlier(access, KIND, key.value()))
                .chain(earlier -> earlier.isPresent()
                        ? again(access, request, earlier.get()).map(Optional::of)
                        : askNow(access, request, key));
    }

    private Uni<Approval> again(Access access, TradeRequest request, AskApproval.Earlier earlier) {
        return RequestThread.onWorker(() -> control.current(access.community().slug(), access.caller()))
                .chain(now -> recordTrade.isSame(now, request, AskedTrade.request(earlier.asked())))
                .map(same -> {
                    if (!same) {
                        throw AskApproval.keyReused();
                    }
                    return earlier.answer();
                });
    }

    private Uni<Optional<Approval>> askNow(Access access, TradeRequest request, IdempotencyKey key) {
        return RequestThread.onWorker(() -> mustWait(access, request) && !isBooked(access, key))
                .chain(waits -> waits
                        ? recordTrade
                                .preview(access, request, Optional.empty())
                                .chain(seen ->
                                        RequestThread.onWorker(() -> Optional.of(putDown(access, request, key, seen))))
                        : Uni.createFrom().item(Optional.empty()));
    }

    private boolean mustWait(Access access, TradeRequest request) {
        FourEyes two = rules.of(access.community().id());
        return (two.overrides() && request.overrides()) || (two.writeOffs() && isWriteOff(access, request));
    }

    private Approval putDown(Access access, TradeRequest request, IdempotencyKey key, TradeView seen) {
        return asking.ask(
                access,
                Optional.of(key.value()),
                KIND,
                AskedTrade.summary(request, seen),
                AskedTrade.act(request, seen),
                members(access, List.of(seen.payer(), seen.payee())),
                new Reason(request.overrides() ? String.valueOf(seen.reason()) : seen.description()));
    }

    Collection<MemberId> members(Access access, List<String> addresses) {
        return addresses.stream()
                .map(address -> directory.find(access.community().id(), AccountAddress.parse(address)))
                .flatMap(Optional::stream)
                .map(AccountRef::member)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A batch is booked at once, or not: it fails with {@code state-conflict} with a write-off in it, where two must agree on those. What
     * was booked under the batch's key before the community wanted that is booked, and is answered again.
     */
    Uni<Void> requireNone(Access access, List<TradeRequest> batch, boolean atomic, IdempotencyKey key) {
        if (batch.stream().noneMatch(TradeApprovals::mayBeWriteOff)) {
            return Uni.createFrom().voidItem();
        }
        return RequestThread.onWorker(() -> rules.of(access.community().id()).writeOffs()
                        && IntStream.range(0, batch.size())
                                .anyMatch(i -> isWriteOff(access, batch.get(i))
                                        && !isBooked(access, atomic ? key : key.ofItem(i))))
                .invoke(two -> {
                    if (two) {
                        throw ProblemException.of(
                                ProblemType.STATE_CONFLICT,
                                "Two administrators agree on a write-off here; record each by itself, and it waits for the"
                                        + " second.");
                    }
                })
                .replaceWithVoid();
    }

    private boolean isBooked(Access access, IdempotencyKey key) {
        return books.hasBought(access.community().id(), access.caller().id(), key.value());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.SPEND_COMMUNITY_ACCOUNTS;
    }

    /** As for recording it at once: what a program or a mediator has a member pay, they may ask for. */
    @Override
    public Set<Permission> permissions(Approved approved) {
        TradeRequest request = AskedTrade.request(approved);
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        boolean communitys = address(request.payer()).orElseThrow().isCommunitys();
        needed.add(communitys ? Permission.SPEND_COMMUNITY_ACCOUNTS : Permission.RECORD_TRADES);
        if (address(request.payee()).orElseThrow().isSettlement()) {
            needed.add(Permission.SPEND_COMMUNITY_ACCOUNTS);
        }
        if (request.overrides()) {
            needed.add(Permission.OVERRIDE_LIMITS);
        }
        return needed;
    }

    /** Whoever approves it could record it: may spend from the account, and not in their own favour. */
    @Override
    public void requireMayApprove(Access by, Approved approved) {
        TradeRequest request = AskedTrade.request(approved);
        Access now = control.current(by.community().slug(), by.caller());
        AccountAddress payer = address(request.payer()).orElseThrow();
        AccountAddress payee = address(request.payee()).orElseThrow();
        Optional<AccountRef> payerAccount = directory.find(now.community().id(), payer);
        Optional<AccountRef> payeeAccount = directory.find(now.community().id(), payee);
        PayerRights.requireMaySpend(now, payer, payerAccount);
        PayerRights.requireMayDeal(now, payer, payerAccount, payee, payeeAccount);
        if (request.overrides()) {
            Overrides.requireAllowed(
                    now,
                    Stream.of(payerAccount, payeeAccount)
                            .flatMap(Optional::stream)
                            .toList());
        }
    }

    @Override
    public String perform(Access by, Approved approved) {
        return approvedTrades.outcome(by, approved).orElseGet(() -> {
            recordTrade.approved(by, AskedTrade.request(approved), approved);
            return approvedTrades.outcome(by, approved).orElseThrow();
        });
    }
}
