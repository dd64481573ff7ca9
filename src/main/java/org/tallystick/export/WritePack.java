package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tallystick.csv.CsvDialect;
import org.tallystick.job.JobProgress;
import org.tallystick.job.ResumableWork.Content;
import org.tallystick.journal.CommunityJournal;
import org.tallystick.journal.JournalDialect;
import org.tallystick.ledger.Currency;
import org.tallystick.report.ReportRequest;
import org.tallystick.report.ReportRequestReader;
import org.tallystick.report.ReportRequestReader.Asked;
import org.tallystick.report.SpooledReport;
import org.tallystick.report.TableFormat;
import org.tallystick.report.TableFormats;

/** Writes the papers of a year, a folder a currency, always in the same order. In constant memory. */
@ApplicationScoped
class WritePack {
    private static final String CSV = "csv";
    private static final String PDF = "pdf";
    private static final Duration LONGEST_BOOKING = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 100;

    private final ReportRequestReader requests;
    private final TableFormats formats;
    private final WriteTable tables;
    private final CommunityJournal journals;
    private final PackStatements statements;
    private final BookSizes sizes;
    private final Clock clock;

    WritePack(
            ReportRequestReader requests,
            TableFormats formats,
            WriteTable tables,
            CommunityJournal journals,
            PackStatements statements,
            BookSizes sizes,
            Clock clock) {
        this.requests = requests;
        this.formats = formats;
        this.tables = tables;
        this.journals = journals;
        this.statements = statements;
        this.sizes = sizes;
        this.clock = clock;
    }

    /** A report of the pack: of the last day, of the period, or of the movements of the period up to the last day. */
    private enum Paper {
        TRIAL_BALANCE(
                "trial-balance",
                "Trial balance: what every account held, what moved, and the sum, which is zero",
                true,
                true),
        BALANCES("balances", "What every account held at the end of the last day", false, true),
        MEMBERS("members", "The members, and what they traded", true, false),
        TRADES("trades", "All trades, with all their lines", true, false),
        LEVIES("levies", "What was owed to the fund, and what it did with it", true, false);

        private final String code;
        private final String title;
        private final boolean hasBeginning;
        private final boolean ofLastDay;

        Paper(String code, String title, boolean hasBeginning, boolean ofLastDay) {
            this.code = code;
            this.title = title;
            this.hasBeginning = hasBeginning;
            this.ofLastDay = ofLastDay;
        }

        Asked asked(Pack pack, Currency currency) {
            return new Asked(
                    code,
                    currency.code().value(),
                    ofLastDay ? pack.to().toString() : null,
                    null,
                    hasBeginning ? pack.from().toString() : null,
                    ofLastDay ? null : pack.to().toString());
        }
    }

    Content content(Pack pack) {
        return new Content() {
            @Override
            public String fileName() {
                return pack.community().slug() + "-" + pack.period() + ".zip";
            }

            @Override
            public String mediaType() {
                return "application/zip";
            }

            @Override
            public long rows() {
                return pack.currencies().stream()
                        .mapToLong(currency -> WritePack.this.rows(pack, currency))
                        .sum();
            }

            @Override
            public void write(OutputStream out, JobProgress progress) throws IOException {
                WritePack.this.write(pack, out, progress);
            }
        };
    }

    /**
     * Each account stands in three reports, and each trade in one and in the journal; all reports are written twice. Each statement is one,
     * and each trade stands on two.
     */
    private long rows(Pack pack, Currency currency) {
        long accounts = sizes.accounts(pack.community(), currency);
        long trades = sizes.trades(pack.community(), currency);
        return pack.statements() ? 7 * accounts + 5 * trades : 6 * accounts + 3 * trades;
    }

    /** What was being booked at the instant of the pack stands in the books soon after: then all papers have it. */
    private void awaitBooked(Instant asOf, JobProgress progress) throws IOException {
        try {
            while (clock.instant().isBefore(asOf.plus(LONGEST_BOOKING))) {
                progress.done(0);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void write(Pack pack, OutputStream out, JobProgress progress) throws IOException {
        if (pack.asOf().isPresent()) {
            awaitBooked(pack.asOf().get(), progress);
        }
        PackZip zip = new PackZip(out, pack.to());
        for (Currency currency : pack.currencies()) {
            for (Paper paper : Paper.values()) {
                report(pack, currency, paper, zip, progress);
            }
            zip.add(
                    currency.code() + "/journal." + JournalDialect.HLEDGER.extension(),
                    "The books, as a journal for hledger and ledger",
                    file -> journal(pack, currency, file, progress));
            statements.write(pack, currency, zip, progress);
        }
        contents(pack, zip);
        zip.finish();
    }

    private void report(Pack pack, Currency currency, Paper paper, PackZip zip, JobProgress progress)
            throws IOException {
        ReportRequest ofPeriod = requests.read(pack.community().id(), paper.asked(pack, currency));
        ReportRequest request = pack.asOf().map(ofPeriod::asOf).orElse(ofPeriod);
        String path = currency.code() + "/" + paper.code;
        TableFormat csv = formats.byCode(CSV);
        TableFormat pdf = formats.byCode(PDF);
        try (SpooledReport report = tables.read(request, progress)) {
            zip.add(path + ".csv", paper.title, file -> tables.write(report, csv, CsvDialect.USUAL, file, progress));
            if (WriteTable.fits(pdf, report)) {
                zip.add(
                        path + ".pdf",
                        paper.title,
                        file -> tables.write(report, pdf, CsvDialect.USUAL, file, progress));
            } else {
                zip.add(
                        path + "-volumes.zip",
                        paper.title + "; in volumes",
                        file -> tables.writeVolumes(report, file, progress));
            }
        }
    }

    private long journal(Pack pack, Currency currency, OutputStream out, JobProgress progress) throws IOException {
        long[] trades = {0};
        journals.write(
                journals.open(pack.community(), currency, Optional.of(pack.from()), pack.to(), pack.asOf()),
                JournalDialect.HLEDGER,
                out,
                some -> {
                    trades[0] += some;
                    progress.done(some);
                });
        return trades[0];
    }

    private void contents(Pack pack, PackZip zip) throws IOException {
        List<PackFile> files = zip.files();
        PackContents contents = new PackContents(
                pack.community().name() + ", " + pack.period(),
                List.of(
                        "From " + pack.from() + " to " + pack.to() + " by booking date, days of "
                                + pack.community().timeZone() + ".",
                        pack.asOf()
                                .map(asOf ->
                                        "As the books stood at " + asOf + ": what was booked later is in no paper.")
                                .orElse("The period had ended: what was booked later is in no paper."),
                        "Made at " + clock.instant().truncatedTo(ChronoUnit.SECONDS) + ".",
                        "Whoever has the files can compare them with their sums: sha256sum -c SHA256SUMS"),
                files);
        add(zip, "contents.html", contents.html(), files.size());
        add(zip, "contents.txt", contents.text(), files.size());
        add(zip, "SHA256SUMS", contents.sums(), files.size());
    }

    private static void add(PackZip zip, String path, byte[] bytes, long rows) throws IOException {
        zip.add(path, "What is in here", file -> {
            file.write(bytes);
            return rows;
        });
    }
}
