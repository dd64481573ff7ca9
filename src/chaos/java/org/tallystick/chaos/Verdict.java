package org.tallystick.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.chaos.bank.Clients;
import org.tallystick.chaos.check.Books;
import org.tallystick.chaos.check.BooksSql;
import org.tallystick.chaos.check.Checker;
import org.tallystick.chaos.check.Finding;
import org.tallystick.chaos.check.Planting;
import org.tallystick.chaos.journal.Event;
import org.tallystick.chaos.journal.Journal;

/**
 * What clients were told, against the books, when all is over: by the checker of its own, by the service, and by falsehoods that are
 * planted to see whether the checker sees.
 *
 * @param journals where the clients have written down what they were told
 */
public record Verdict(Clients clients, Path journals, Sessions owner, Sessions superuser) {
    private static final int SHOWN = 20;

    /** How the database is reached. */
    @FunctionalInterface
    public interface Sessions {
        Connection open() throws SQLException;
    }

    /** A sentence for each thing that is not as it must be; the figures go to the standard output. */
    public List<String> wrong() throws IOException, SQLException {
        List<String> wrong = new ArrayList<>();
        List<Event> events = Journal.readAll(journals);
        Books books = books();
        Tally tally = Tally.of(events, books);
        System.out.println(tally);
        tally.missing().forEach(one -> wrong.add("never happened: " + one));
        List<Finding> findings = Checker.check(events, books);
        findings.stream().limit(SHOWN).forEach(finding -> wrong.add(finding.toString()));
        List<String> unseen = planted(events);
        unseen.forEach(one -> wrong.add("the checker is blind: " + one));
        System.out.println("findings of the checker: " + findings.size() + "; planted and not seen: " + unseen.size());
        List<String> byTheService = clients.wrongByTheService();
        byTheService.forEach(one -> wrong.add("VerifyLedger: " + one));
        System.out.println("findings of VerifyLedger: " + byTheService.size());
        return wrong;
    }

    private Books books() throws SQLException {
        try (Connection connection = owner.open()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new BooksSql(connection, clients.communities()).read();
        }
    }

    private List<String> planted(List<Event> events) throws SQLException {
        try (Connection connection = superuser.open()) {
            return new Planting(connection, clients.communities(), events).unseen();
        }
    }
}
