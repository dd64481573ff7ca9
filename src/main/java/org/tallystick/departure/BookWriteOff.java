package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.account.MemberBalances;
import org.tallystick.account.MemberBalances.Standing;
import org.tallystick.change.Change;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.departure.WriteOff.Against;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.member.Member;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AwaitedPosting;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.RefusalProblems;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.MemberId;
import org.tallystick.trade.IdempotencyKey;

/**
 * Books the trades of a write-off, all of them or none, with the row that tells the community of it. What an account stands at is
 * read before it is locked: where it has moved since, which is only toward zero, the trade would pass zero and is refused, and
 * it is looked again.
 */
@ApplicationScoped
class BookWriteOff {
    private static final int MOST_ATTEMPTS = 5;
    /** It names nobody, for a trade never changes and the person may be erased. */
    private static final String DESCRIPTION = "Write-off of what a member left behind";

    private final MemberBalances balances;
    private final Directory directory;
    private final Posting posting;
    private final AccessControl control;
    private final Clock clock;

    BookWriteOff(MemberBalances balances, Directory directory, Posting posting, AccessControl control, Clock clock) {
        this.balances = balances;
        this.directory = directory;
        this.posting = posting;
        this.control = control;
        this.clock = clock;
    }

    /**
     * @param most by currency, what may be written off at the most; empty: whatever remains
     * @param require what is asked of the caller again, where rights have changed in between
     */
    void book(
            Access access,
            Member member,
            Against against,
            Reason reason,
            IdempotencyKey key,
            Optional<Map<String, String>> most,
            Consumer<Access> require) {
        Access present = access;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            List<Standing> remaining = remaining(present.community().id(), member.id());
            most.ifPresent(amounts -> requireNoMore(remaining, amounts));
            if (remaining.isEmpty()) {
                return;
            }
            Outcome outcome = await(unit(present, member, remaining, against, reason, key));
            if (outcome instanceof Outcome.Booked) {
                return;
            }
            if (outcome instanceof Outcome.KeyReused) {
                throw keyReused();
            }
            if (outcome instanceof Outcome.Refused refused) {
                throwUnlessMoved(refused, remaining);
            }
            present = control.current(access.community().slug(), access.caller());
            require.accept(present);
        }
        throw ProblemException.of(ProblemType.UNAVAILABLE, "The accounts are moving all the time; send this again.");
    }

    private List<Standing> remaining(CommunityId community, MemberId member) {
        return balances.of(community, member).stream()
                .peek(BookWriteOff::requireNoHolds)
                .filter(one -> !one.balance().isZero())
                .toList();
    }

    /** By currency, as decimals. */
    Map<String, String> remaining(CommunityId community, Member member) {
        Map<String, String> amounts = new TreeMap<>();
        remaining(community, member.id())
                .forEach(one -> amounts.put(
                        one.account().currency().code().value(),
                        one.balance().format(one.account().currency().scale())));
        return amounts;
    }

    /** Two agreed on these amounts. Less than that remains where something was settled since. */
    private static void requireNoMore(List<Standing> remaining, Map<String, String> most) {
        for (Standing one : remaining) {
            int scale = one.account().currency().scale();
            Amount asked = Amount.parse(
                    most.getOrDefault(one.account().currency().code().value(), "0"), scale);
            boolean more = asked.isNegative() != one.balance().isNegative()
                    || Math.abs(one.balance().minorUnits()) > Math.abs(asked.minorUnits());
            if (more) {
                throw ProblemException.of(
                        ProblemType.STATE_CONFLICT,
                        one.account().address() + " stands at " + one.balance().format(scale)
                                + ", which is more than the " + asked.format(scale)
                                + " that were to be written off; ask for it again.");
            }
        }
    }

    private static void requireNoHolds(Standing standing) {
        if (standing.onHold()) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    standing.account().address() + " has amounts on hold; end those proposals first.");
        }
    }

    private TradeUnit unit(
            Access access,
            Member member,
            List<Standing> remaining,
            Against against,
            Reason reason,
            IdempotencyKey key) {
        WriteOffs.New decided = new WriteOffs.New(
                Ids.next(),
                access.community().id(),
                member.id(),
                against.text(),
                reason.text(),
                access.caller().id(),
                key.value());
        List<TradeOrder> orders = remaining.stream()
                .map(one -> order(access, one, against, decided.id()))
                .toList();
        Change record = WriteOffRecord.of(access, member, remaining, against, reason);
        return new TradeUnit(
                access.community().id(),
                access.version(),
                Optional.of(new KeyClaim(
                        access.caller().id(),
                        key.value(),
                        Fingerprint.of(
                                List.of("write-off", member.id().value().toString(), against.text(), reason.text())))),
                orders,
                Optional.of((connection, trades) -> {
                    WriteOffs.insert(connection, decided, trades, clock.instant());
                    ChangeRecords.write(connection, decided.community(), clock.instant(), List.of(record));
                }));
    }

    private TradeOrder order(Access access, Standing standing, Against against, UUID writeOff) {
        AccountRef account = standing.account();
        AccountRef other = directory
                .find(
                        access.community().id(),
                        AccountAddress.parse(
                                against.text() + "." + account.currency().code()))
                .orElseThrow();
        boolean owed = standing.balance().isNegative();
        Amount amount = owed ? standing.balance().negated() : standing.balance();
        AccountRef payer = owed ? other : account;
        AccountRef payee = owed ? account : other;
        return new TradeOrder(
                TradeDraft.of(
                        Party.of(payer.address(), payer.id()),
                        Party.of(payee.address(), payee.id()),
                        amount,
                        LocalDate.ofInstant(clock.instant(), access.community().zone())),
                account.currency().code(),
                DESCRIPTION,
                access.caller().id(),
                owed ? Optional.empty() : account.member().map(id -> id.value()),
                Optional.empty(),
                Optional.empty(),
                Map.of("writeOff", writeOff.toString()));
    }

    /** Only toward zero, so that the same amount would pass it. */
    private static void throwUnlessMoved(Outcome.Refused refused, List<Standing> remaining) {
        for (int i = 0; i < remaining.size(); i++) {
            Optional<Refusal> refusal = refused.refusals().get(i);
            if (refusal.isPresent() && !(refusal.get() instanceof Refusal.AccountLeaving)) {
                throw new RefusalProblems(remaining.get(i).account().currency().scale(), account -> true)
                        .of(refusal.get())
                        .asException();
            }
        }
    }

    static ProblemException keyReused() {
        return ProblemException.of(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "You have used this Idempotency-Key for another request; every request needs a key of its own.");
    }

    private Outcome await(TradeUnit unit) {
        return AwaitedPosting.post(posting, unit, "The write-off waits for others; send it again under the same key.");
    }
}
