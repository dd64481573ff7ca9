package org.tallystick.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.tallystick.chaos.bank.Clients;
import org.tallystick.chaos.fault.Extent;
import org.tallystick.chaos.fault.FaultPlan;
import org.tallystick.chaos.fault.FaultRun;
import org.tallystick.chaos.fault.Installation;
import org.tallystick.chaos.fault.Probe;
import org.tallystick.testing.Arguments;

/**
 * Clients trade at their limits while everything around them is broken; then an independent checker compares what they were told
 * with the books. {@code --each N} (1) is how often each kind of fault comes, {@code --seconds N} (120) the least that the faults
 * last, {@code --at-most N} (a minute for each of them) when no other begins, {@code --pause N} (60) the longest pause of a client
 * in milliseconds; {@code --seed N} repeats a run's choices, though not its timing; {@code --scratch DIR} keeps journals and logs.
 * Exit code 1 if anything is not as it must be, or was not tried.
 */
public final class Bank {
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(2);

    private final Installation installation;
    private final Clients clients;
    private final Path journals;
    private final List<String> wrong = new ArrayList<>();

    private Bank(Installation installation, Clients clients, Path journals) {
        this.installation = installation;
        this.clients = clients;
        this.journals = journals;
    }

    public static void main(String[] arguments) {
        boolean right = false;
        try {
            right = run(List.of(arguments));
        } catch (Throwable e) {
            e.printStackTrace(System.out);
        }
        // Whatever happened and whatever thread hangs, it ends, and says how.
        System.exit(right ? 0 : 1);
    }

    private static boolean run(List<String> given) throws Exception {
        FaultPlan plan = FaultPlan.of(Arguments.value(given, "--seed")
                .map(Long::parseLong)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000)));
        Extent extent = extent(given, plan);
        int pauseMillis = Arguments.number(given, "--pause", 60);
        Path scratch = Arguments.value(given, "--scratch")
                .map(Path::of)
                .orElse(Files.createTempDirectory("tallystick-bank"));
        say("Seed " + plan.seed() + "; journals and logs are in " + scratch);
        try (Installation installation = Installation.start(scratch)) {
            Path journals = scratch.resolve("journals");
            Clients clients = Clients.open(installation.instances(), installation.operatorPassword(), journals);
            Bank bank = new Bank(installation, clients, journals);
            clients.start(new SplittableRandom(plan.seed()), pauseMillis);
            // After a failure too, for then above all it is to be known what became of the books.
            bank.attempt("The faults", () -> bank.breakThings(plan, extent));
            bank.attempt("Settling", () -> installation.settle(SETTLES_WITHIN));
            bank.attempt("The end of the clients", clients::stop);
            bank.attempt("The end of the offers", clients::cancelOffers);
            bank.attempt("The check", bank::check);
            bank.wrong.forEach(one -> say("NOT RIGHT: " + one));
            return bank.wrong.isEmpty();
        }
    }

    private static Extent extent(List<String> given, FaultPlan plan) {
        int each = Arguments.number(given, "--each", 1);
        Duration atLeast = Duration.ofSeconds(Arguments.number(given, "--seconds", 120));
        Duration enough = Extent.enoughFor(each, plan.names().size());
        Duration atMost = Arguments.value(given, "--at-most")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(enough.compareTo(atLeast) > 0 ? enough : atLeast);
        return new Extent(each, atLeast, atMost);
    }

    private interface Part {
        void run() throws Exception;
    }

    private void attempt(String name, Part part) {
        try {
            part.run();
        } catch (Exception | AssertionError e) {
            wrong.add(name + " failed: " + e);
            say(name + " failed");
            e.printStackTrace(System.out);
        }
    }

    private void breakThings(FaultPlan plan, Extent extent) throws Exception {
        try (Probe probe = Probe.start(installation)) {
            FaultRun run = new FaultRun(installation, probe, Bank::say);
            try {
                run.run(plan, extent);
            } finally {
                System.out.println(run.log().done() + " faults; seconds:\n" + run.log().table());
                run.log().shortOf(plan.names(), extent.each()).forEach(one -> wrong.add("not tried: " + one));
            }
        }
    }

    private void check() throws Exception {
        wrong.addAll(new Verdict(clients, journals, installation::owner, installation::superuser).wrong());
    }

    private static void say(String line) {
        System.out.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
