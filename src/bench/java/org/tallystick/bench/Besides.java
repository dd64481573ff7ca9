package org.tallystick.bench;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.testing.Brightwater;

/** What is measured once, with the median of some attempts: starting, importing, verifying. */
final class Besides {
    private static final int ATTEMPTS = 3;

    private final Stand stand;
    private final Path scratch;
    private final Map<String, String> lines = new LinkedHashMap<>();

    private Besides(Stand stand, Path scratch) {
        this.stand = stand;
        this.scratch = scratch;
    }

    /** Each line's name and what was measured. */
    static Map<String, String> of(Stand stand, Path scratch) throws Exception {
        Besides besides = new Besides(stand, scratch);
        besides.verification();
        besides.imports();
        besides.starts();
        return besides.lines;
    }

    private interface Attempt {
        double value() throws Exception;
    }

    private static double median(Attempt attempt) throws Exception {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            values.add(attempt.value());
        }
        return values.stream().sorted().skip(ATTEMPTS / 2).findFirst().orElseThrow();
    }

    private void verification() throws Exception {
        stand.api().signIn();
        double perSecond = median(() -> {
            long begun = System.nanoTime();
            long entries = stand.api()
                    .verify(Stand.ONE)
                    .path("checked")
                    .path("entries")
                    .asLong();
            return entries * 1e9 / (System.nanoTime() - begun);
        });
        lines.put("VerifyLedger of the one community", "%,.0f entries/s".formatted(perSecond));
    }

    /** A year of a community of 1,477 members, as it comes in three files. */
    private void imports() throws Exception {
        byte[] members = Brightwater.file("members.csv");
        byte[] trades = Brightwater.file("trades.csv");
        RestAssured.port = stand.service().port();
        stand.api().signIn();
        List<String> slugs = new ArrayList<>(List.of("brightwater-a", "brightwater-b", "brightwater-c"));
        double perSecond = median(() -> {
            long begun = System.nanoTime();
            JsonPath job = Brightwater.importAs(stand.api().operator(), slugs.remove(0), members, trades, false);
            if (!job.getString("state").equals("done")) {
                throw new IllegalStateException("The import ended as " + job.prettify());
            }
            return job.getLong("done") * 1e9 / (System.nanoTime() - begun);
        });
        lines.put(
                "import, from the request until all is booked, members and rehearsal included",
                "%,.0f trades/s".formatted(perSecond));
    }

    private void starts() throws Exception {
        lines.put("start to ready, embedded database made anew", millis(stand.service().timeToReady().toMillis()));
        lines.put("start to ready, external database", millis(median(() -> start(List.of()))));
        Path archive = scratch.resolve("classes.jsa");
        start(List.of("-XX:ArchiveClassesAtExit=" + archive));
        List<String> shared = List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
        lines.put("the same with an archive of its classes (CDS)", millis(median(() -> start(shared))));
    }

    private static String millis(double millis) {
        return "%,.0f ms".formatted(millis);
    }

    private double start(List<String> options) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(stand.books().asDatasource());
        environment.put("TALLYSTICK_MIGRATION_USERNAME", "tallystick_owner");
        environment.put("TALLYSTICK_MIGRATION_PASSWORD", stand.books().ownerPassword());
        environment.put(
                "TALLYSTICK_SECRET",
                Files.readString(scratch.resolve("data/secret")).strip());
        try (Server second =
                Server.start(Stand.SERVICE, environment, scratch.resolve("second-service.log"), options)) {
            return second.timeToReady().toMillis();
        }
    }
}
