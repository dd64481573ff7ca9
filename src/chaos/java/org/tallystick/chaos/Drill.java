package org.tallystick.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.ServiceProcess;

/**
 * The drill: back up under load, destroy everything, restore to an instant, and see whether all is there that was acknowledged
 * before it, and nothing of later. {@code --seconds N} is how long is traded in all.
 */
public final class Drill {
    private static final int DEFAULT_SECONDS = 30;

    private final DrillService installation;
    private final Duration part;

    private Drill(Path home, int seconds) {
        this.installation = new DrillService(home, Duration.ofSeconds(2));
        this.part = Duration.ofSeconds(seconds).dividedBy(4);
    }

    public static void main(String... args) throws Exception {
        if (args.length != 0 && !(args.length == 2 && args[0].equals("--seconds") && args[1].matches("[1-9][0-9]{0,4}"))) {
            say("drill takes --seconds N alone");
            System.exit(2);
        }
        int seconds = args.length == 0 ? DEFAULT_SECONDS : Integer.parseInt(args[1]);
        Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "drill");
        boolean passed = new Drill(home.toAbsolutePath(), seconds).run();
        say(passed ? "PASSED" : "FAILED; all that is left is in " + home);
        System.exit(passed ? 0 : 1);
    }

    private boolean run() throws Exception {
        ServiceProcess service = installation.start();
        JsonClient client = new JsonClient(service.baseUri());
        DrillTown town = DrillTown.found(service.baseUri());
        DrillLoad load = DrillLoad.start(town, client);
        trade(load);
        DrillService.Ended backup =
                timed("backup while trading", () -> installation.backup(installation.backups()));
        say(backup.output().strip());
        trade(load);
        Instant instant = Instant.now();
        say("the instant to come back to: " + instant);
        trade(load);
        installation.awaitArchived();
        timed("kill -9 of the service and of PostgreSQL", () -> {
            installation.kill(service);
            return service;
        });
        load.close();
        installation.destroyData();
        say("the data directory is deleted; " + load.acknowledged().size() + " trades had been acknowledged, "
                + before(load, instant) + " of them before the instant");
        DrillService.Ended restore = timed("restore", () -> installation.restore(Optional.of(instant)));
        say(restore.output().strip());
        return backup.code() == 0 && restore.code() == 0 && isAllThere(town, load, instant);
    }

    private boolean isAllThere(DrillTown before, DrillLoad load, Instant instant) throws Exception {
        try (ServiceProcess service = timed("start on what was restored", installation::start)) {
            JsonClient client = new JsonClient(service.baseUri());
            DrillTown town = before.at(service.baseUri());
            List<String> findings = DrillCheck.findings(load, town.booked(client), instant);
            findings.forEach(Drill::say);
            boolean verified = town.isVerified(client);
            say("VerifyLedger: " + (verified ? "clean" : "NOT clean"));
            try (DrillLoad more = DrillLoad.start(town, client)) {
                trade(more);
                say(more.acknowledged().size() + " trades more on the restored books");
                return findings.isEmpty() && verified && !more.acknowledged().isEmpty();
            }
        }
    }

    private void trade(DrillLoad load) throws InterruptedException {
        int before = load.acknowledged().size();
        Thread.sleep(part.toMillis());
        say("traded for " + part.toMillis() / 1000.0 + " s: " + (load.acknowledged().size() - before) + " trades");
    }

    private static long before(DrillLoad load, Instant instant) {
        return load.acknowledged().stream().filter(one -> one.at().isBefore(instant)).count();
    }

    private static <T> T timed(String what, Callable<T> step) throws Exception {
        long begun = System.nanoTime();
        T result = step.call();
        say(what + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        return result;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
