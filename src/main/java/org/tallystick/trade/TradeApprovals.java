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
import java.util.stream.IntStream;
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
import org.tallystick.member.MemberStatus;
import org.tallystick.member.Members;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BooksReader;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/**
 * Write-offs and trades beyond the limits, which wait for a second administrator where the community wants two to agree on them. Write-offs
 * are trades with the account {@code settlement}, and those by which an administrator has the {@code fund} take on what a member on
 * its way out leaves behind.
 */
@ApplicationScoped
class TradeApprovals implements Approvable {
    private static final String KIND = "trade";
    private static final int LONGEST_SUMMARY = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> ACT = new TypeReference<>() {};

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final BooksReader books;
    private final Directory directory;
    private final Members members;
    private final RecordTrade recordTrade;

    TradeApprovals(
            FourEyesRules rules,
            AskApproval asking,
            BooksReader books,
            Directory directory,
            Members members,
            RecordTrade recordTrade) {
        this.rules = rules;
        this.asking = asking;
        this.books = books;
        this.directory = directory;
        this.members = members;
        this.recordTrade = recordTrade;
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

    /** Waits for the database. What members on their way out give to the fund themselves is theirs to give. */
    private boolean isWriteOff(Access access, TradeRequest request) {
        Optional<AccountAddress> payer = address(request.payer());
        Optional<AccountAddress> payee = address(request.payee());
        if (payer.filter(AccountAddress::isSettlement).isPresent()
                || payee.filter(AccountAddress::isSettlement).isPresent()) {
            return true;
        }
        if (payer.filter(AccountAddress::isCommunitys).isPresent()) {
            return payee.filter(one -> isLeaving(access, one)).isPresent();
        }
        return payee.filter(AccountAddress::isCommunitys).isPresent()
                && payer.filter(one -> isLeaving(access, one)
                                && PayerRights.byOffice(
                                        access,
                                        directory.find(access.community().id(), one)))
                        .isPresent();
    }

    private boolean isLeaving(Access access, AccountAddress address) {
        return !address.isCommunitys()
                && members.find(access.community().id(), address.name())
                        .filter(member -> member.status() == MemberStatus.LEAVING)
                        .isPresent();
    }

    private static Optional<AccountAddress> address(@Nullable String written) {
        return Optional.ofNullable(written).flatMap(AccountAddress::find);
    }

    /**
     * Puts a write-off down for a second administrator, if it could be booked now.
     *
     * @return empty where one decides alone, or has done so under this key
     */
    Uni<Optional<Approval>> ask(Access access, TradeRequest request, IdempotencyKey key) {
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
        String summary = "%s %s from %s to %s%s: %s"
                .formatted(
                        seen.amount(),
                        seen.currency(),
                        seen.payer(),
                        seen.payee(),
                        request.overrides() ? " beyond the limits" : "",
                        seen.description());
        Map<String, @Nullable Object> act = new HashMap<>();
        act.put("trade", JSON.convertValue(request, ACT));
        return asking.ask(
                access,
                Optional.of(key.value()),
                KIND,
                summary.length() > LONGEST_SUMMARY ? summary.substring(0, LONGEST_SUMMARY) : summary,
                act,
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

    @Override
    public String perform(Access by, Approved approved) {
        TradeRequest request = JSON.convertValue(approved.act().get("trade"), TradeRequest.class);
        return "Booked as trade " + recordTrade.approved(by, request, approved).id();
    }
}
