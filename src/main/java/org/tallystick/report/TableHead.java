package org.tallystick.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.tallystick.ledger.Currency;

/**
 * What stands above a table.
 *
 * @param code of the report: {@code balances}
 * @param community how it is called
 * @param letterhead lines at the top of the community's papers; none: its name alone
 * @param title for people: {@code Balances}
 * @param subtitle lines for people: which period, and what must not be overlooked
 * @param currency of all amounts
 * @param zone of the community, in which its days begin
 * @param writtenAt when the table was made
 */
public record TableHead(
        String code,
        String community,
        List<String> letterhead,
        String title,
        List<String> subtitle,
        List<Column> columns,
        Currency currency,
        ZoneId zone,
        Instant writtenAt) {
    public TableHead {
        letterhead = List.copyOf(letterhead);
        subtitle = List.copyOf(subtitle);
        columns = List.copyOf(columns);
    }
}
