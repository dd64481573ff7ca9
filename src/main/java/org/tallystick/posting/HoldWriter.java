package org.tallystick.posting;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Book;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Decision;
import org.tallystick.ledger.Hold;
import org.tallystick.ledger.HoldDraft;
import org.tallystick.ledger.Spending;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Writes what is set aside, given back, or accepted, into one open transaction. */
final class HoldWriter {
    private final BooksSql sql;

    HoldWriter(BooksSql sql) {
        this.sql = sql;
    }

    Outcome write(HoldUnit unit, Instant now) throws SQLException {
        Facts facts = sql.lockAndLookUp(unit.community(), unit.accounts(), List.of(), Locking.FOR_TRADES);
        if (unit.accessVersion() < facts.accessVersion()) {
            return new Outcome.AccessStale();
        }
        HoldSql holds = new HoldSql(sql.connection(), unit.community());
        if (unit.action() instanceof HoldUnit.Place place) {
            if (holds.find(place.id()).isPresent()) {
                return new Outcome.Held(true);
            }
            return place(unit, place, facts, holds, now);
        }
        Hold hold = ((HoldUnit.Release) unit.action()).hold();
        Optional<HoldSql.Found> found = holds.find(hold.id());
        if (found.isEmpty() || !found.get().open()) {
            return new Outcome.Held(true);
        }
        require(unit);
        Book book = facts.book(now, Map.of(), Map.of());
        Hold left = found.get().hold();
        holds.release(left, now);
        holds.write(book.release(left));
        unit.consequence().in(sql.connection());
        return new Outcome.Held(false);
    }

    /** What would become of it, decided as it is when it is set aside, but without locks and conditions; writes nothing. */
    Outcome preview(HoldUnit unit, Instant now) throws SQLException {
        Facts facts = sql.lockAndLookUp(unit.community(), unit.accounts(), List.of(), Locking.NOTHING);
        if (unit.accessVersion() < facts.accessVersion()) {
            return new Outcome.AccessStale();
        }
        if (unit.action() instanceof HoldUnit.Place place) {
            Decision decision = decide(unit.community(), place.draft(), facts, now);
            if (decision instanceof Decision.Refused refused) {
                return new Outcome.Refused(List.of(Optional.of(refused.refusal())));
            }
        }
        return new Outcome.Held(false);
    }

    private Decision decide(CommunityId community, HoldDraft draft, Facts facts, Instant now) throws SQLException {
        Set<Spending> asked = draft.limitedSpending().map(Set::of).orElse(Set.of());
        Map<Spending, Amount> spentToday =
                SpentToday.read(sql.connection(), community, asked, facts.accounts(), facts.startOfDay(now));
        return facts.book(now, Map.of(), spentToday).decide(draft, now);
    }

    private void require(HoldUnit unit) throws SQLException {
        if (unit.condition().isPresent()) {
            unit.condition().get().in(sql.connection());
        }
    }

    private Outcome place(HoldUnit unit, HoldUnit.Place place, Facts facts, HoldSql holds, Instant now)
            throws SQLException {
        require(unit);
        HoldDraft draft = place.draft();
        Decision decision = decide(unit.community(), draft, facts, now);
        if (decision instanceof Decision.Refused refused) {
            return new Outcome.Refused(List.of(Optional.of(refused.refusal())));
        }
        holds.place(
                new Hold(
                        place.id(),
                        draft.payer().account().orElseThrow(),
                        draft.payee().account().orElseThrow(),
                        draft.amount()),
                now);
        holds.write(((Decision.Held) decision).accounts());
        unit.consequence().in(sql.connection());
        return new Outcome.Held(false);
    }

    /**
     * Locks the hold that a trade is to accept.
     *
     * @throws ProblemException {@code state-conflict} if it is not as the trade takes it to be
     */
    void requireOpen(TradeUnit unit) throws SQLException {
        Optional<TradeDraft.Acceptance> acceptance = unit.acceptance();
        if (acceptance.isPresent()) {
            Hold hold = acceptance.get().hold();
            Optional<HoldSql.Found> found = new HoldSql(sql.connection(), unit.community()).find(hold.id());
            if (found.isEmpty() || !found.get().open() || !found.get().hold().equals(hold)) {
                throw ProblemException.of(
                        ProblemType.STATE_CONFLICT,
                        "What was set aside for this has changed meanwhile; look at it again.");
            }
        }
    }

    /** Ends the hold that a trade has accepted, or what it has taken of it. */
    void give(TradeUnit unit, BookedTrade trade) throws SQLException {
        Optional<TradeDraft.Acceptance> acceptance = unit.acceptance();
        if (acceptance.isPresent()) {
            Hold hold = acceptance.get().hold();
            Amount out = trade.entries().stream()
                    .filter(entry -> entry.account().equals(hold.payer())
                            && entry.amount().isNegative())
                    .map(entry -> entry.amount().negated())
                    .reduce(Amount.ZERO, Amount::plus);
            new HoldSql(sql.connection(), unit.community())
                    .give(hold, acceptance.get().given(out), trade.id(), trade.bookedAt());
        }
    }
}
