package org.tallystick.chaos.check;

import static org.tallystick.chaos.check.Finding.Rule.EVERY_ACKNOWLEDGED_TRADE_IS_THERE;
import static org.tallystick.chaos.check.Finding.Rule.EVERY_ANSWER_IS_DOCUMENTED;
import static org.tallystick.chaos.check.Finding.Rule.EVERY_READ_HAS_ALL_ACCOUNTS;
import static org.tallystick.chaos.check.Finding.Rule.EVERY_READ_SUMS_TO_ZERO;
import static org.tallystick.chaos.check.Finding.Rule.NO_LIMIT_IS_PASSED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.chaos.journal.Event;

/** What the readers were shown. */
final class ReadsCheck {
    private static final int OK = 200;
    private static final int FAULT = 500;

    private final Map<String, Set<String>> accounts;

    /** @param books in which no account was opened or closed while it was read */
    ReadsCheck(Books books) {
        this.accounts = books.accounts().stream()
                .map(account -> account.name().split("/", 2))
                .collect(Collectors.groupingBy(
                        name -> name[0], Collectors.mapping(name -> name[1], Collectors.toSet())));
    }

    List<Finding> of(Collection<Event> events) {
        List<Finding> findings = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Balances read
                    && !read.balances().keySet().equals(accounts.getOrDefault(read.community(), Set.of()))) {
                findings.add(new Finding(EVERY_READ_HAS_ALL_ACCOUNTS, read.toString()));
            }
            if (event instanceof Event.Balances read
                    && read.balances().values().stream().mapToLong(Long::longValue).sum() != 0) {
                findings.add(new Finding(EVERY_READ_SUMS_TO_ZERO, read.toString()));
            } else if (event instanceof Event.Standing shown && !isWithinLimits(shown)) {
                findings.add(new Finding(NO_LIMIT_IS_PASSED, shown.toString()));
            } else if (event instanceof Event.Sought sought && sought.status() != OK) {
                findings.add(new Finding(EVERY_ACKNOWLEDGED_TRADE_IS_THERE, sought.toString()));
            } else if (event instanceof Event.Strange || (event instanceof Event.Told told && told.status() == FAULT)) {
                findings.add(new Finding(EVERY_ANSWER_IS_DOCUMENTED, event.toString()));
            }
        }
        return findings;
    }

    private static boolean isWithinLimits(Event.Standing shown) {
        return shown.balance() - shown.heldOut() >= -shown.limit() && shown.balance() + shown.heldIn() <= shown.cap();
    }
}
