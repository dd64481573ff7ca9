package org.tallystick.bench;

import org.tallystick.testing.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Exports one account of {@code --entries N} entries (1,000,000) in every format: how many entries a second, how much of the
 * heap, which is 384 MB in all, is alive meanwhile; then how fast trades are recorded while such exports are made one after
 * the other, against how fast alone: {@code --pairs N} (5) alternated pairs of {@code --seconds N} (12). {@code --only FORMAT} leaves the others out.
 */
public final class Exports {
    private static final int ACCOUNTS = 20_000;
    private static final int WARM_UP_SECONDS = 60;
    private static final List<String> STREAMED =
            List.of("json", "csv", "xlsx", "camt053", "ofx", "hledger", "ledger", "beancount");
    private static final List<String> BESIDE_TRADES = List.of("csv", "xlsx", "pdf");
    private static final String PDF = "pdf";
    private static final String MT940 = "mt940";
    private static final int MOST_OF_MT940 = 299_997;
    /** A PDF is laid out, which takes a second of processor time for some hundreds of entries. */
    private static final int ON_PAPER = 20_000;

    private static final double MEGABYTE = 1e6;

    private final Stand stand;
    private final int entries;
    private final Instant paper;
    private final int seconds;
    private final int pairs;
    private final String only;
    private final Experiment experiment;
    private final StringBuilder text = new StringBuilder();

    private Exports(Stand stand, int entries, Instant paper, int seconds, int pairs, String only) {
        this.stand = stand;
        this.entries = entries;
        this.paper = paper;
        this.seconds = seconds;
        this.pairs = pairs;
        this.only = only;
        this.experiment = new Experiment(stand, Map.of(Scenario.Subject.TALLYSTICK, stand.service()));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        int entries = Arguments.number(given, "--entries", 1_000_000);
        int seconds = Arguments.number(given, "--seconds", 12);
        int pairs = Arguments.number(given, "--pairs", 5);
        String only = given.contains("--only") ? Arguments.text(given, "--only") : "";
        Path scratch = Files.createTempDirectory("tallystick-export");
        try (Stand stand = Stand.empty(scratch)) {
            stand.open(Stand.ONE, ACCOUNTS);
            Loading loading = new Loading(stand);
            loading.fillFirst(Math.min(entries, ON_PAPER));
            TimeUnit.SECONDS.sleep(1);
            Instant paper = Instant.now();
            TimeUnit.SECONDS.sleep(1);
            loading.fillFirst(Math.max(0, entries - ON_PAPER));
            stand.books().execute("ANALYZE");
            Exports exports = new Exports(stand, entries, paper, seconds, pairs, only);
            exports.formats();
            exports.besideTrades();
            exports.write();
        }
    }

    private Download download(String format) throws Exception {
        Optional<Instant> asOf = format.equals(PDF) ? Optional.of(paper) : Optional.empty();
        return new Download(stand.service(), stand.api().token(), format, asOf);
    }

    private void formats() throws Exception {
        download("csv").bytes();
        text.append("| format | entries/s | MB | heap alive, MB more than before |\n|---|---|---|---|\n");
        for (String format : STREAMED) {
            format(format);
        }
        if (entries < MOST_OF_MT940) {
            format(MT940);
        }
        format(PDF);
    }

    private boolean isAsked(String format) {
        return only.isEmpty() || only.equals(format);
    }

    private void format(String format) throws Exception {
        if (!isAsked(format)) {
            return;
        }
        int many = format.equals(PDF) ? Math.min(entries, ON_PAPER) : entries;
        long begun = System.nanoTime();
        long bytes = download(format).bytes();
        double took = (System.nanoTime() - begun) / 1e9;
        LiveHeap heap = new LiveHeap(stand.service());
        long before = heap.bytes();
        Download again = download(format);
        long most = heap.mostDuring(again::bytes);
        line("| %s | %,.0f | %,.1f | %,.1f |", format, many / took, bytes / MEGABYTE, (most - before) / MEGABYTE);
    }

    private void line(String format, Object... values) {
        String line = format.formatted(values);
        System.err.println(line);
        text.append(line).append('\n');
    }

    private void besideTrades() throws Exception {
        Scenario trades = Scenario.trades(Scenario.Subject.TALLYSTICK, 256, true, false, 1, 0);
        experiment.warmUp(trades, WARM_UP_SECONDS);
        text.append("\n| trades beside, to those alone | ").append(Ratios.COLUMNS).append('\n');
        for (String format : BESIDE_TRADES.stream().filter(this::isAsked).toList()) {
            Ratios ratios = new Ratios();
            for (int i = 0; i < pairs; i++) {
                double without = experiment.measure(trades, seconds).perSecond();
                ratios.add(beside(format, trades), without);
            }
            line("| %s | %s", format, ratios.line());
        }
    }

    /** Trades a second while the statement is exported again and again. */
    private double beside(String format, Scenario trades) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Download download = download(format);
        CompletableFuture<Void> exporting = CompletableFuture.runAsync(() -> repeat(download, enough));
        TimeUnit.SECONDS.sleep(1);
        double perSecond = experiment.measure(trades, seconds).perSecond();
        enough.set(true);
        exporting.get();
        return perSecond;
    }

    private static void repeat(Download download, AtomicBoolean enough) {
        try {
            download.repeatUntil(enough);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void write() throws Exception {
        Path file = Path.of("docs/performance", LocalDate.now(ZoneOffset.UTC) + "-export" + (only.isEmpty() ? "" : "-" + only) + ".md");
        Files.writeString(
                file,
                """
                # Exports of statements on %s

                One account of %,d entries, of which a PDF, a zip of volumes made by an export, has the first %,d; %s Heap of the
                service: 384 MB in all.
                Command: `src/bench/export --entries %d --seconds %d --pairs %d%s`.

                %s
                Trades: 256 connections, uniform over %,d accounts, while the statement was exported again and again; each of %d
                pairs is a run alone and a run beside the export, of %d s each.
                """
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                entries,
                                Math.min(entries, ON_PAPER),
                                Machine.with(stand.books()),
                                entries,
                                seconds,
                                pairs,
                                only.isEmpty() ? "" : " --only " + only,
                                text,
                                ACCOUNTS,
                                pairs,
                                seconds));
        System.out.println(Files.readString(file) + "\nWritten to " + file);
    }
}
