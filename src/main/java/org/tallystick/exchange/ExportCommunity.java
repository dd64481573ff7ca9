package org.tallystick.exchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;

/**
 * Writes a community as an import takes it: community.json, trades.csv and members.csv in a zip, some rows at a time, so that no
 * more are in memory, and without a connection while a reader takes its time. The members come last, so that everyone is among
 * them who was enrolled and traded meanwhile. An import takes one currency, and so an export has one; what an import knows nothing
 * of stands in columns and fields that it leaves alone.
 */
@ApplicationScoped
public class ExportCommunity {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ExportSql sql;

    ExportCommunity(ExportSql sql) {
        this.sql = sql;
    }

    /** How many trades and members there are. Waits for the database. */
    public long rows(Community community, CommunityCurrency currency) {
        return sql.rows(community.id(), currency.currency().code());
    }

    /** @param done is told, some rows at a time, how many more are written */
    public void write(Community community, CommunityCurrency currency, OutputStream out, LongConsumer done)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(entry(ImportFiles.COMMUNITY));
        zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(head(community, currency)));
        zip.closeEntry();
        zip.putNextEntry(entry(ImportFiles.TRADES));
        trades(community, currency.currency(), zip, done);
        zip.closeEntry();
        zip.putNextEntry(entry(ImportFiles.MEMBERS));
        members(community, currency.currency(), zip, done);
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    /** The same books make the same archive, byte for byte, whenever that is. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        return entry;
    }

    private Map<String, Object> head(Community community, CommunityCurrency currency) throws IOException {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("slug", community.slug());
        head.put("name", community.name());
        head.put("timeZone", community.timeZone().getId());
        head.put("currency", currency.toValues());
        head.put(CommunityFile.SETTINGS, community.settings().toValues());
        head.put(CommunityFile.PROFILE_FIELDS, JSON.readTree(sql.profileFields(community.id())));
        return head;
    }

    /** A record that an import takes again is exactly what stands in the books: nothing is added for spreadsheets. */
    private void trades(Community community, Currency currency, OutputStream out, LongConsumer done)
            throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = csv(text);
        csv.writeRecord(Stream.concat(TradesFile.COLUMNS.stream(), TradesFile.MORE.stream())
                .toList());
        UUID last = ExportSql.FIRST;
        List<ExportSql.Trade> some;
        do {
            some = sql.trades(community.id(), currency.code(), last);
            for (ExportSql.Trade trade : some) {
                for (Transfers.Transfer transfer : Transfers.of(trade)) {
                    csv.writeRecord(
                            transfer.reference(),
                            trade.bookedAt().toString(),
                            trade.valueDate().toString(),
                            transfer.payer(),
                            transfer.payee(),
                            format(transfer.amount(), currency),
                            description(trade),
                            text(trade.reverses()),
                            trade.mediated() ? "yes" : "",
                            trade.overrideBy().orElse(""),
                            trade.reason().orElse(""),
                            trade.recordedBy(),
                            trade.onBehalfOf().orElse(""),
                            text(trade.recordedAt()),
                            trade.metadata().orElse(""),
                            trade.category().orElse(""));
                }
                last = trade.id();
            }
            done.accept(some.size());
        } while (some.size() == ExportSql.AT_ONCE);
        csv.flush();
        text.flush();
    }

    /** An import takes no trade that says nothing, and knows no reversals: so the words tell of it, where they fit. */
    private static String description(ExportSql.Trade trade) {
        String words = trade.description().isBlank() ? "-" : trade.description();
        String reversal = trade.reverses()
                .map(original -> "Reversal of " + original + ": " + words)
                .orElse(words);
        return reversal.length() <= TradesFile.LONGEST_DESCRIPTION ? reversal : words;
    }

    private void members(Community community, Currency currency, OutputStream out, LongConsumer done)
            throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = csv(text);
        csv.writeRecord(Stream.concat(MembersFile.REQUIRED.stream(), Stream.of(MembersFile.PROFILE))
                .toList());
        UUID last = ExportSql.FIRST;
        List<ExportSql.Member> some;
        do {
            some = sql.members(community.id(), currency.code(), last);
            for (ExportSql.Member member : some) {
                csv.writeRecord(
                        member.handle(),
                        member.name(),
                        member.email().orElse(""),
                        member.kind(),
                        member.joined().toString(),
                        format(member.creditLimit(), currency),
                        member.balanceCap().map(cap -> format(cap, currency)).orElse(""),
                        member.status(),
                        member.profile());
                last = member.id();
            }
            done.accept(some.size());
        } while (some.size() == ExportSql.AT_ONCE);
        csv.flush();
        text.flush();
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static CsvWriter csv(Writer out) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
    }

    private static String format(long units, Currency currency) {
        return Amount.ofMinorUnits(units).format(currency.scale());
    }
}
