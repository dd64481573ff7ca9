package org.tallystick.statement;

import java.util.List;
import org.tallystick.ledger.Amount;

/**
 * What moved within a period.
 *
 * @param in what came in
 * @param out what went out, as a positive amount
 */
record StatementTotals(Amount in, Amount out) {
    static final StatementTotals NONE = new StatementTotals(Amount.ZERO, Amount.ZERO);

    StatementTotals plus(StatementTotals more) {
        return new StatementTotals(in.plus(more.in), out.plus(more.out));
    }

    static StatementTotals of(List<StatementRow> rows) {
        Amount in = Amount.ZERO;
        Amount out = Amount.ZERO;
        for (StatementRow row : rows) {
            if (row.amount().compareTo(Amount.ZERO) > 0) {
                in = in.plus(row.amount());
            } else {
                out = out.minus(row.amount());
            }
        }
        return new StatementTotals(in, out);
    }
}
