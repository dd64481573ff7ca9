package org.tallystick.chaos;

import org.tallystick.testing.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.tallystick.chaos.bank.Clients;
import org.tallystick.chaos.check.Books;
import org.tallystick.chaos.check.BooksSql;
import org.tallystick.chaos.check.Checker;
import org.tallystick.chaos.check.Finding;
import org.tallystick.chaos.check.Planting;
import org.tallystick.chaos.fault.FaultPlan;
import org.tallystick.chaos.fault.FaultRun;
import org.tallystick.chaos.fault.Installation;
import org.tallystick.chaos.fault.Probe;
import org.tallystick.chaos.journal.Event;
import org.tallystick.chaos.journal.Journal;

/**
 * Clients trade at their limits while everything around them is broken; then an independent checker compares what they were told
 * with the books. {@code --seconds N} (120) bounds the faults, {@code --each N} (100) how often each kind comes, {@code --pause N}
 * (60) the longest pause of a client in milliseconds; {@code --seed N} repeats a run's choices, though not its timing;
 * {@code --scratch DIR} keeps journals and logs. Exit code 1 if anything is not as it must be.
 */
public final class Bank {
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(2);
    private static final int SHOWN = 20;

    private final Installation installation;
    private final Clients clients;
    private final Path journals;

    private Bank(Installation installation, Clients clients, Path journals) {
        this.installation = installation;
        this.clients = clients;
        this.journals = journals;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        int seconds = Arguments.number(given, "--seconds", 120);
        int each = Arguments.number(given, "--each", 100);
        int pauseMillis = Arguments.number(given, "--pause", 60);
        long seed = Arguments.value(given, "--seed")
                .map(Long::parseLong)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        Path scratch = Arguments.value(given, "--scratch")
                .map(Path::of)
                .orElse(Files.createTempDirectory("tallystick-bank"));
        say("Seed " + seed + "; journals and logs are in " + scratch);
        boolean right;
        try (Installation installation = Installation.start(scratch)) {
            Path journals = scratch.resolve("journals");
            Clients clients = Clients.open(installation.instances(), installation.operatorPassword(), journals);
            Bank bank = new Bank(installation, clients, journals);
            clients.start(new SplittableRandom(seed), pauseMillis);
            bank.breakThings(FaultPlan.of(seed, each), Duration.ofSeconds(seconds));
            right = bank.isRight();
        }
        // The program's own threads of clients that hang do not keep it from ending.
        System.exit(right ? 0 : 1);
    }

    private void breakThings(FaultPlan plan, Duration atMost) throws Exception {
        try (Probe probe = Probe.start(installation)) {
            FaultRun run = new FaultRun(installation, probe, Bank::say);
            try {
                run.run(plan, atMost);
            } finally {
                System.out.println(run.log().records().size() + " faults; seconds:\n" + run.log().table());
            }
        }
        installation.settle(SETTLES_WITHIN);
        clients.stop();
        clients.cancelOffers();
    }

    private boolean isRight() throws Exception {
        List<Event> events = Journal.readAll(journals);
        Books books = books();
        List<Finding> findings = Checker.check(events, books);
        findings.stream().limit(SHOWN).forEach(finding -> say("NOT RIGHT: " + finding));
        List<String> unseen = planted(events);
        unseen.forEach(one -> say("THE CHECKER IS BLIND: " + one));
        List<String> wrong = clients.wrongByTheService();
        wrong.forEach(one -> say("VerifyLedger: " + one));
        Tally tally = Tally.of(events, books);
        System.out.println(tally);
        tally.missing().forEach(one -> say("NEVER HAPPENED: " + one));
        System.out.println("findings of the checker: " + findings.size() + "; of VerifyLedger: " + wrong.size()
                + "; planted and not seen: " + unseen.size());
        return findings.isEmpty()
                && unseen.isEmpty()
                && wrong.isEmpty()
                && tally.missing().isEmpty();
    }

    private Books books() throws SQLException {
        try (Connection connection = installation.owner()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new BooksSql(connection, clients.communities()).read();
        }
    }

    private List<String> planted(List<Event> events) throws SQLException {
        try (Connection superuser = installation.superuser()) {
            return new Planting(superuser, clients.communities(), events).unseen();
        }
    }

    private static void say(String line) {
        System.out.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
