package org.tallystick.trade;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.Approvals;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Reason;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BooksReader;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/**
 * Write-offs, that is trades with the account {@code settlement}, which wait for a second administrator where the community wants two to
 * agree on them.
 */
@ApplicationScoped
class TradeApprovals implements Approvable {
    private static final String KIND = "trade";
    private static final int LONGEST_SUMMARY = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> ACT = new TypeReference<>() {};

    private final FourEyesRules rules;
    private final Approvals approvals;
    private final BooksReader books;
    private final Directory directory;
    private final RecordTrade recordTrade;

    TradeApprovals(
            FourEyesRules rules, Approvals approvals, BooksReader books, Directory directory, RecordTrade recordTrade) {
        this.rules = rules;
        this.approvals = approvals;
        this.books = books;
        this.directory = directory;
        this.recordTrade = recordTrade;
    }

    /** Whether it is a write-off, on which a community may want two to agree; nobody waits for the answer. */
    static boolean isWriteOff(TradeRequest request) {
        return isSettlement(request.payer()) || isSettlement(request.payee());
    }

    private static boolean isSettlement(@Nullable String address) {
        return address != null
                && AccountAddress.find(address)
                        .filter(AccountAddress::isSettlement)
                        .isPresent();
    }

    /**
     * Puts a write-off down for a second administrator, if it could be booked now.
     *
     * @return empty where one decides alone, or has done so under this key
     */
    Uni<Optional<Approval>> ask(Access access, TradeRequest request, IdempotencyKey key) {
        return RequestThread.onWorker(() -> rules.of(access.community().id()).writeOffs()
                        && !books.hasBought(
                                access.community().id(), access.caller().id(), key.value()))
                .chain(waits -> waits
                        ? recordTrade
                                .preview(access, request, Optional.empty())
                                .chain(seen ->
                                        RequestThread.onWorker(() -> Optional.of(putDown(access, request, key, seen))))
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Approval putDown(Access access, TradeRequest request, IdempotencyKey key, TradeView seen) {
        String summary = "%s %s from %s to %s: %s"
                .formatted(seen.amount(), seen.currency(), seen.payer(), seen.payee(), seen.description());
        Map<String, @Nullable Object> act = new HashMap<>();
        act.put("trade", JSON.convertValue(request, ACT));
        return approvals.ask(
                access,
                Optional.of(key.value()),
                KIND,
                summary.length() > LONGEST_SUMMARY ? summary.substring(0, LONGEST_SUMMARY) : summary,
                act,
                members(access, List.of(seen.payer(), seen.payee())),
                new Reason(seen.description()));
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
     * A batch is booked at once, or not: it fails with {@code state-conflict} with a write-off in it, where two must agree on those.
     */
    Uni<Void> requireNone(Access access, BatchRequest batch) {
        boolean some =
                batch.trades() != null && batch.trades().stream().anyMatch(trade -> trade != null && isWriteOff(trade));
        if (!some) {
            return Uni.createFrom().voidItem();
        }
        return RequestThread.onWorker(() -> rules.of(access.community().id()).writeOffs())
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

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.SPEND_COMMUNITY_ACCOUNTS;
    }

    @Override
    public String perform(Access by, Approved approved) {
        TradeRequest request = JSON.convertValue(approved.act().get("trade"), TradeRequest.class);
        return "Booked as trade " + recordTrade.approved(by, request, approved).id();
    }
}
