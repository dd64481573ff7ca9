package org.tallystick.chaos.ha;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.tallystick.chaos.Verdict;
import org.tallystick.chaos.bank.Clients;
import org.tallystick.chaos.fault.Probe;
import org.tallystick.chaos.fault.ProbeCommunity;
import org.tallystick.chaos.ha.Failover.Kind;
import org.tallystick.testing.Arguments;

/**
 * The bank test on three PostgreSQL under Patroni, with two services behind a balancer: the primary is killed ({@code --kills N}, 20),
 * cut off ({@code --partitions N}, 3) and relieved by plan ({@code --switchovers N}, 3), in an order that comes of {@code --seed N},
 * while clients trade at their limits, with pauses up to {@code --pause N} milliseconds (60). No trade that was answered may be lost,
 * nobody lends a hand, and the seconds without a trade are told. {@code --synchronous no} lets the primary answer for what it alone has:
 * then the test must fail. {@code --scratch DIR} keeps journals and logs. Linux, root; exit code 1 if anything is not as it must be.
 */
public final class HighAvailability {
    private static final Duration LONGEST_MENDING = Duration.ofMinutes(4);

    private HighAvailability() {}

    public static void main(String[] arguments) {
        List<String> wrong = new ArrayList<>();
        try {
            run(List.of(arguments), wrong);
        } catch (Throwable e) {
            e.printStackTrace(System.out);
            wrong.add("It broke off: " + e);
        }
        wrong.forEach(one -> PrimaryLoss.say("NOT RIGHT: " + one));
        // Whatever thread hangs, it ends, and says how.
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static void run(List<String> given, List<String> wrong) throws Exception {
        long seed = Arguments.value(given, "--seed")
                .map(Long::parseLong)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        Optional<Path> named = Arguments.value(given, "--scratch").map(Path::of);
        Path scratch = named.isPresent() ? named.get() : Files.createTempDirectory("tallystick-ha");
        List<Kind> kinds = kinds(given, seed);
        boolean synchronous = !Arguments.value(given, "--synchronous").equals(Optional.of("no"));
        PrimaryLoss.say("Seed " + seed + "; journals and logs are in " + scratch);
        try (Stand stand = Stand.start(scratch, synchronous)) {
            List<URI> door = List.of(stand.door());
            ProbeCommunity probed = ProbeCommunity.open(stand.door(), Stand.OPERATOR_PASSWORD, stand::owner);
            Path journals = scratch.resolve("journals");
            Clients clients = Clients.open(door, Stand.OPERATOR_PASSWORD, journals);
            clients.start(new SplittableRandom(seed), Arguments.number(given, "--pause", 60));
            try (Probe probe = Probe.start(door, probed)) {
                PrimaryLoss loss = new PrimaryLoss(stand.cluster(), probe, new SplittableRandom(seed), wrong);
                try {
                    loss.lose(kinds);
                } catch (Exception e) {
                    // Then above all it is to be known what became of the books.
                    e.printStackTrace(System.out);
                    wrong.add("It was not lost as often as it should: " + e);
                }
                System.out.println("In seconds:\n" + loss.done().table());
            }
            stand.cluster().awaitWhole(LONGEST_MENDING);
            clients.stop();
            clients.cancelOffers();
            wrong.addAll(new Verdict(clients, journals, stand::owner, stand::superuser).wrong());
        }
    }

    private static List<Kind> kinds(List<String> given, long seed) {
        List<Kind> kinds = new ArrayList<>();
        kinds.addAll(Collections.nCopies(Arguments.number(given, "--kills", 20), Kind.KILL_PRIMARY));
        kinds.addAll(Collections.nCopies(Arguments.number(given, "--partitions", 3), Kind.CUT_OFF_PRIMARY));
        kinds.addAll(Collections.nCopies(Arguments.number(given, "--switchovers", 3), Kind.SWITCHOVER));
        Collections.shuffle(kinds, new Random(seed));
        return kinds;
    }
}
