package org.tallystick.chaos.check;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.tallystick.chaos.check.Finding.Rule;
import org.tallystick.chaos.journal.Event;

/** What can be wrong with trades and accounts: all of it is done to a trade that somebody was told of. */
final class TradeFalsehoods {
    private final Collection<Event> events;

    TradeFalsehoods(Collection<Event> events) {
        this.events = events;
    }

    List<Falsehood> all() {
        return List.of(
                new Falsehood(Rule.EVERY_ACKNOWLEDGED_TRADE_IS_THERE, this::loseATrade),
                new Falsehood(Rule.NO_KEY_BUYS_TWICE, this::buyTwice),
                new Falsehood(Rule.NO_LIMIT_IS_PASSED, this::passALimit),
                new Falsehood(Rule.NUMBERS_ARE_GAPLESS, this::changeAnOldAmount),
                new Falsehood(Rule.NO_HOLD_IS_LEFT, this::leaveAHold),
                new Falsehood(Rule.EVERY_READ_HAS_ALL_ACCOUNTS, this::hideAnAccount));
    }

    private String trade() {
        return Event.of(events, Event.Told.class)
                .flatMap(told -> told.booked().stream())
                .findFirst()
                .orElseThrow()
                .trade();
    }

    private void loseATrade(Forger books) throws SQLException {
        String trade = trade();
        books.execute("DELETE FROM entry WHERE trade_id = ?::uuid", trade);
        books.execute("DELETE FROM trade WHERE trade_id = ?::uuid", trade);
    }

    private void buyTwice(Forger books) throws SQLException {
        books.book(trade(), "'{}'::jsonb");
    }

    private void passALimit(Forger books) throws SQLException {
        books.book(trade(), "jsonb_build_object('amount', 1000000)");
    }

    private void changeAnOldAmount(Forger books) throws SQLException {
        books.execute("UPDATE entry SET amount = amount + 1 WHERE trade_id = ?::uuid", trade());
    }

    private void leaveAHold(Forger books) throws SQLException {
        books.execute(
                "UPDATE account a SET held_out = 1 FROM trade t WHERE t.trade_id = ?::uuid AND a.account_id = t.payer_id",
                trade());
    }

    /** No reader was shown one of that name. */
    private void hideAnAccount(Forger books) throws SQLException {
        books.execute(
                "UPDATE member m SET handle = 'nobody-sees' FROM account a, trade t WHERE t.trade_id = ?::uuid"
                        + " AND a.account_id = t.payer_id AND m.member_id = a.member_id",
                trade());
    }
}
