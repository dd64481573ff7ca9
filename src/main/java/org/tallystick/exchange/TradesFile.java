package org.tallystick.exchange;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tallystick.csv.CsvFile;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.Amount;
import org.tallystick.problem.Text;
import org.tallystick.web.Dates;

/** trades.csv: read from the beginning as often as wanted, never held in memory. */
final class TradesFile {
    static final String NAME = ImportFiles.TRADES;
    static final List<String> COLUMNS =
            List.of("reference", "booked_at", "value_date", "payer", "payee", "amount", "description");
    /** What an export says more, and an import leaves alone. */
    static final List<String> MORE = List.of(
            "reverses",
            "mediated",
            "override_by",
            "reason",
            "recorded_by",
            "on_behalf_of",
            "recorded_at",
            "metadata",
            "category");

    static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_REFERENCE = 255;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Path path;
    private final int scale;
    private final Instant latest;

    TradesFile(Path path, int scale, Clock clock) {
        this.path = path;
        this.scale = scale;
        this.latest = clock.instant().plus(CLOCK_SKEW);
    }

    /** Hands over the records that are well-formed; the others are errors. */
    void forEach(RowErrors errors, Consumer<ImportedTrade> each) {
        Set<String> references = new HashSet<>();
        CsvFile.read(path, NAME, COLUMNS, MORE, errors, record -> {
            RowErrors.Line row = errors.row(NAME, record.getStartingLineNumber());
            Optional<ImportedTrade> trade = trade(record, row);
            if (trade.isPresent() && !references.add(trade.get().reference())) {
                row.add("reference", "duplicate", "stands in an earlier row already");
            } else {
                trade.ifPresent(each);
            }
        });
    }

    private Optional<ImportedTrade> trade(NamedCsvRecord record, RowErrors.Line row) {
        Optional<String> reference = row.read("reference", record.getField("reference"), TradesFile::reference);
        Optional<Instant> bookedAt = row.read("booked_at", record.getField("booked_at"), this::instant);
        Optional<LocalDate> valueDate = row.read("value_date", record.getField("value_date"), Dates::read);
        Optional<String> payer = row.read("payer", record.getField("payer"), text -> text);
        Optional<String> payee = row.read("payee", record.getField("payee"), text -> text);
        Optional<Amount> amount = row.read("amount", record.getField("amount"), text -> Amount.parse(text, scale));
        Optional<String> description =
                row.read("description", record.getField("description"), text -> Text.read(text, LONGEST_DESCRIPTION));
        if (row.isFaulty()) {
            return Optional.empty();
        }
        return Optional.of(new ImportedTrade(
                record.getStartingLineNumber(),
                reference.orElseThrow(),
                bookedAt.orElseThrow(),
                valueDate.orElseThrow(),
                payer.orElseThrow(),
                payee.orElseThrow(),
                amount.orElseThrow(),
                description.orElseThrow()));
    }

    private static String reference(String text) {
        if (text.length() > LONGEST_REFERENCE || !text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
            throw new IllegalArgumentException("must be 1 to 255 printable ASCII characters");
        }
        return text;
    }

    private Instant instant(String text) {
        Instant instant;
        try {
            instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("must be an instant such as 2025-01-31T14:05:00Z", e);
        }
        if (instant.isAfter(latest)) {
            throw new IllegalArgumentException("lies in the future");
        }
        if (instant.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("lies before 1970");
        }
        return instant;
    }
}
