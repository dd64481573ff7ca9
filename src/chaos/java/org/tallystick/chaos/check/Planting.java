package org.tallystick.chaos.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.chaos.journal.Event;

/**
 * Falsifies the books as a superuser, without the guards, in a transaction that is rolled back; and asks whether the checker
 * sees it. A checker that finds nothing proves nothing until it was seen to find.
 */
public final class Planting {
    private final Connection superuser;
    private final List<String> communities;
    private final Collection<Event> events;

    /** @param events of the journals that go with the books */
    public Planting(Connection superuser, List<String> communities, Collection<Event> events) {
        this.superuser = superuser;
        this.communities = communities;
        this.events = events;
    }

    /**
     * Plants each falsehood by itself.
     *
     * @return what was planted and not found; empty if the checker can be believed
     * @throws java.util.NoSuchElementException if nothing happened to which it could be done
     */
    public List<String> unseen() throws SQLException {
        List<Falsehood> all = Stream.concat(
                        new TradeFalsehoods(events).all().stream(), new OfferFalsehoods(events).all().stream())
                .toList();
        List<String> unseen = new ArrayList<>();
        for (Falsehood one : all) {
            superuser.setAutoCommit(false);
            try {
                Forger books = new Forger(superuser);
                books.execute("SET LOCAL session_replication_role = replica");
                one.plant().in(books);
                List<Finding> findings = Checker.check(events, new BooksSql(superuser, communities).read());
                if (findings.stream().noneMatch(finding -> finding.rule() == one.rule())) {
                    unseen.add(one.rule() + " was broken; found: " + findings);
                }
            } finally {
                superuser.rollback();
                superuser.setAutoCommit(true);
            }
        }
        return unseen;
    }
}
