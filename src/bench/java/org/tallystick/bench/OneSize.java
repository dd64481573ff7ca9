package org.tallystick.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tallystick.web.Cursor;

/** Measures the books at one size, on a stand of its own. Trades come last, for they make the books larger. */
final class OneSize {
    private static final String PAGE = "/statement?limit=50";
    private static final int MANY = 256;
    private static final int SOME = 64;
    private static final int LONGEST_WARM_UP_SECONDS = 5;
    private static final int PAGES_TO_WARM_UP = 300;

    /** As many accounts are in half of the sides of the hot trades. */
    private static final int BUSY = 10;

    private static final double MEGABYTE = 1e6;

    private final Stand stand;
    private final Experiment experiment;
    private final int seconds;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

    private OneSize(Stand stand, int seconds) {
        this.stand = stand;
        this.experiment = new Experiment(stand, Map.of(Scenario.Subject.TALLYSTICK, stand.service()));
        this.seconds = seconds;
    }

    static Grown measure(Size size, int seconds, Path scratch) throws Exception {
        try (Stand stand = Stand.empty(scratch)) {
            WarmUp.of(stand, seconds);
            stand.open(Stand.ONE, size.accounts());
            OneSize measuring = new OneSize(stand, seconds);
            new Loading(stand).fill(size.entries());
            stand.books().execute("ANALYZE");
            measuring.describe();
            measuring.statements();
            measuring.balances();
            measuring.verification();
            measuring.trades();
            measuring.put(Figure.RESIDENT, CpuTime.residentBytes(stand.service().pid()) / MEGABYTE);
            return new Grown(size, Machine.with(stand.books()), measuring.figures);
        }
    }

    private void put(Figure figure, double value) {
        figures.put(figure, value);
        System.err.println(figure.label() + ": " + figure.text(value));
    }

    private void describe() throws Exception {
        put(Figure.ACCOUNTS, stand.accounts());
        put(Figure.ENTRIES, 2.0 * stand.books().trades());
        put(Figure.ENTRIES_OF_BUSY, (double) stand.books().entriesOf("m1"));
        put(Figure.DATABASE, stand.books().bytes() / MEGABYTE);
    }

    private void statements() throws Exception {
        put(Figure.FIRST_REQUEST, firstRequest());
        String middle = Cursor.of(Long.toString(stand.books().entriesOf("m1") / 2));
        put(Figure.STATEMENTS, warmly(Scenario.reads("pages", SOME, PAGE)).perSecond());
        put(Figure.FIRST_PAGE, warmly(Scenario.readsOfFirst("first page", PAGE)).p50Millis());
        put(
                Figure.MIDDLE_PAGE,
                warmly(Scenario.readsOfFirst("middle page", PAGE + "&cursor=" + middle))
                        .p50Millis());
    }

    /**
     * While nothing of an account is remembered. One request tells little, so nine equally busy accounts, with m1,
     * are asked for, and the middle one counts; the tenth has warmed the program up.
     */
    private double firstRequest() throws Exception {
        String token = stand.api().token();
        for (int i = 0; i < PAGES_TO_WARM_UP; i++) {
            stand.api().get(path(BUSY), token);
        }
        List<Double> taken = new ArrayList<>();
        for (int number = 1; number < BUSY; number++) {
            long begun = System.nanoTime();
            stand.api().get(path(number), token);
            taken.add((System.nanoTime() - begun) / 1e6);
        }
        return middle(taken);
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static String path(int account) {
        return "/v1/communities/" + Stand.ONE + "/accounts/m" + account + PAGE;
    }

    private void balances() throws Exception {
        put(Figure.BALANCES, warmly(Scenario.reads("balances", SOME, "")).perSecond());
        put(Figure.BALANCE, warmly(Scenario.reads("balances", 1, "")).p50Millis());
    }

    /** One after the other for as long as anything is measured; the middle one of them counts. */
    private void verification() throws Exception {
        stand.api().signIn();
        List<Double> taken = new ArrayList<>();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < seconds * 1e9) {
            taken.add(verify());
        }
        put(Figure.VERIFICATION, middle(taken));
        put(Figure.VERIFIED, figures.get(Figure.ENTRIES) / figures.get(Figure.VERIFICATION));
        stand.api().signIn();
        LiveHeap heap = new LiveHeap(stand.service());
        long before = heap.bytes();
        put(Figure.VERIFICATION_HEAP, (heap.mostDuring(this::verify) - before) / MEGABYTE);
    }

    private double verify() throws Exception {
        long begun = System.nanoTime();
        JsonNode verification = stand.api().verify(Stand.ONE);
        double took = (System.nanoTime() - begun) / 1e9;
        long entries = verification.path("checked").path("entries").asLong();
        if (entries != figures.get(Figure.ENTRIES)) {
            throw new IllegalStateException(entries + " entries were verified, not " + figures.get(Figure.ENTRIES));
        }
        return took;
    }

    private void trades() throws Exception {
        put(
                Figure.TRADE,
                warmly(Scenario.trades(Scenario.Subject.TALLYSTICK, 1, true, false, 1, 0))
                        .p50Millis());
        put(Figure.ENTRIES_BEFORE_TRADES, 2.0 * stand.books().trades());
        Measurement measured =
                experiment.measure(Scenario.trades(Scenario.Subject.TALLYSTICK, MANY, true, false, 1, 0), seconds);
        put(Figure.TRADES, measured.perSecond());
        put(Figure.TRADE_SERVICE, measured.serviceMicros());
        put(Figure.TRADE_POSTGRES, measured.postgresMicros());
        put(Figure.ENTRIES_AT_END, 2.0 * stand.books().trades());
    }

    private Measurement warmly(Scenario scenario) throws Exception {
        experiment.warmUp(scenario, Math.min(seconds, LONGEST_WARM_UP_SECONDS));
        return experiment.measure(scenario, seconds);
    }
}
