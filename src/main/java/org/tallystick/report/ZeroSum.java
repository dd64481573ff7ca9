package org.tallystick.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.tallystick.ledger.Amount;

/** Whether all balances of a currency sum to zero, as they must at every moment, and how a report says it. */
final class ZeroSum {
    private static final String SUM = "SELECT coalesce(sum(p.closing), 0) FROM " + PositionSql.ACCOUNTS
            + PositionSql.POSITION + " WHERE a.community_id = ? AND a.currency_code = ?";

    private ZeroSum() {}

    static String said(BooksAtOnce books, ReportRequest request) throws SQLException, IOException {
        BigDecimal[] sum = {BigDecimal.ZERO};
        books.each(SUM, row -> sum[0] = row.getBigDecimal(1), Subject.parameters(request));
        return said(sum[0], request.currency().scale());
    }

    /** @param units in minor units; may be beyond what an amount can be */
    static String said(BigDecimal units, int scale) {
        return units.signum() == 0
                ? "All balances sum to " + Amount.ZERO.format(scale) + ", as they must"
                : "THE BOOKS ARE WRONG: all balances sum to "
                        + units.movePointLeft(scale).setScale(scale).toPlainString()
                        + " and not to zero. Have the books verified before you rely on anything here.";
    }
}
