package org.tallystick.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.statement.StatementEntry;

/**
 * Where a statement's other side goes: a fixed set of accounts by kind, so that it needs no list of everybody. What came in is income
 * and what went out is expense, a reversal on the side of what it undoes; write-offs are neither. Whoever keeps books renames them as
 * they need.
 */
final class CounterAccounts {
    static final JournalAccount OPENING = JournalAccount.of("Equity", "Opening-balances");
    private static final JournalAccount SETTLEMENT = JournalAccount.of("Equity", "Settlement");
    private static final String LEVIES = "Levies";
    private static final Map<String, String> BY_KIND =
            Map.of("member", "Members", "fund", "Fund", "clearing", "Partners");

    private CounterAccounts() {}

    /** All that there are, with what they are for. */
    static Map<JournalAccount, String> all() {
        Map<JournalAccount, String> all = new LinkedHashMap<>();
        all.put(OPENING, "What was there before");
        all.put(SETTLEMENT, "Written off");
        for (String side : List.of("Income", "Expenses")) {
            String from = side.equals("Income") ? "From" : "To";
            all.put(JournalAccount.of(side, "Members"), from + " members");
            all.put(JournalAccount.of(side, "Fund"), from + " the community's fund");
            all.put(JournalAccount.of(side, "Partners"), from + " partner communities");
            all.put(JournalAccount.of(side, LEVIES), "Levies");
        }
        return all;
    }

    static JournalAccount of(StatementEntry entry) {
        String kind = entry.counterparty().kind();
        if (!entry.levy() && kind.equals("settlement")) {
            return SETTLEMENT;
        }
        boolean income = entry.amount().isPositive() != entry.reverses().isPresent();
        String leaf = entry.levy() ? LEVIES : BY_KIND.getOrDefault(kind, "Members");
        return JournalAccount.of(income ? "Income" : "Expenses", leaf);
    }
}
