package org.tallystick.chaos.ha;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.tallystick.chaos.Verdict;
import org.tallystick.chaos.bank.Clients;
import org.tallystick.chaos.fault.Effect;
import org.tallystick.chaos.fault.FaultLog;
import org.tallystick.chaos.fault.FaultRecord;
import org.tallystick.chaos.fault.Probe;
import org.tallystick.chaos.fault.ProbeCommunity;
import org.tallystick.chaos.fault.Recovery;
import org.tallystick.testing.Arguments;

/**
 * The bank test on three PostgreSQL under Patroni, with two services behind a balancer: the primary is killed ({@code --kills N}, 20),
 * cut off ({@code --partitions N}, 3) and relieved by plan ({@code --switchovers N}, 3), while clients trade at their limits. No trade
 * that was answered may be lost, nobody lends a hand, and the seconds without a trade are told. Linux, root.
 */
public final class HighAvailability {
    private static final Duration LONGEST_FAILOVER = Duration.ofMinutes(2);
    private static final Duration LONGEST_MENDING = Duration.ofMinutes(4);
    private static final int SECRET_BYTES = 32;

    private final Stand stand;
    private final Probe probe;
    private final SplittableRandom random;
    private final FaultLog log = new FaultLog();

    private HighAvailability(Stand stand, Probe probe, SplittableRandom random) {
        this.stand = stand;
        this.probe = probe;
        this.random = random;
    }

    public static void main(String[] arguments) {
        List<String> wrong = new ArrayList<>();
        try {
            run(List.of(arguments), wrong);
        } catch (Throwable e) {
            e.printStackTrace(System.out);
            wrong.add("It broke off: " + e);
        }
        wrong.forEach(one -> say("NOT RIGHT: " + one));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static void run(List<String> given, List<String> wrong) throws Exception {
        long seed = Arguments.value(given, "--seed")
                .map(Long::parseLong)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        Path scratch = Arguments.value(given, "--scratch")
                .map(Path::of)
                .orElse(Files.createTempDirectory("tallystick-ha"));
        say("Seed " + seed + "; journals and logs are in " + scratch);
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret).substring(0, 24);
        try (Stand stand = Stand.start(scratch, password, Base64.getEncoder().encodeToString(secret))) {
            List<URI> door = List.of(stand.door());
            ProbeCommunity probed = ProbeCommunity.open(stand.door(), Stand.OPERATOR_PASSWORD, stand::owner);
            Path journals = scratch.resolve("journals");
            Clients clients = Clients.open(door, Stand.OPERATOR_PASSWORD, journals);
            clients.start(new SplittableRandom(seed), Arguments.number(given, "--pause", 60));
            try (Probe probe = Probe.start(door, probed)) {
                HighAvailability test = new HighAvailability(stand, probe, new SplittableRandom(seed));
                try {
                    test.repeat(Arguments.number(given, "--kills", 20), "kill-primary", test::killPrimary);
                    test.repeat(Arguments.number(given, "--partitions", 3), "cut-off-primary", test::cutOffPrimary);
                    test.repeat(Arguments.number(given, "--switchovers", 3), "switchover", test::switchOver);
                } finally {
                    System.out.println(test.log.done() + " faults; seconds:\n" + test.log.table());
                }
            }
            stand.cluster().awaitWhole(LONGEST_MENDING);
            clients.stop();
            clients.cancelOffers();
            wrong.addAll(new Verdict(clients, journals, stand::owner, stand::superuser).wrong());
        }
    }

    private interface Change {
        String make() throws Exception;
    }

    private void repeat(int times, String kind, Change change) throws Exception {
        for (int i = 1; i <= times; i++) {
            stand.cluster().awaitWhole(LONGEST_MENDING);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000, 4_000));
            Recovery recovery = probe.watch();
            try {
                say(kind + " " + i + "/" + times + " begins");
                String said = change.make();
                recovery.causeEnded(System.nanoTime());
                Cluster.await("a payment after " + kind, LONGEST_FAILOVER, recovery::isRecovered);
                FaultRecord done = new FaultRecord(
                        kind, Effect.of(said), recovery.toRecover(), recovery.longestGap(), recovery.others());
                log.add(done);
                say(kind + " " + i + "/" + times + " " + done);
            } finally {
                probe.forget(recovery);
            }
        }
    }

    /** It is gone, with all that it has in memory, until another has taken over; then it is there again by itself. */
    private String killPrimary() throws Exception {
        Node primary = stand.cluster().primary().orElseThrow();
        primary.kill();
        Node next = stand.cluster().awaitAnotherPrimaryThan(primary, LONGEST_FAILOVER);
        primary.revive();
        return primary + " was killed, " + next + " took over";
    }

    /** Nobody reaches it, nor it anybody; it goes on believing for a while that it is the primary, and must confirm nothing. */
    private String cutOffPrimary() throws Exception {
        Node primary = stand.cluster().primary().orElseThrow();
        stand.cluster().cut(primary);
        Node next;
        try {
            next = stand.cluster().awaitAnotherPrimaryThan(primary, LONGEST_FAILOVER);
        } finally {
            stand.cluster().join(primary);
        }
        return primary + " was cut off, " + next + " took over";
    }

    private String switchOver() throws Exception {
        Node primary = stand.cluster().primary().orElseThrow();
        stand.cluster().switchOver();
        Node next = stand.cluster().awaitAnotherPrimaryThan(primary, LONGEST_FAILOVER);
        return primary + " handed over to " + next;
    }

    private static void say(String line) {
        System.out.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
