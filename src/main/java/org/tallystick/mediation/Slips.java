package org.tallystick.mediation;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.csv.CsvFile;
import org.tallystick.csv.RowError;
import org.tallystick.csv.RowErrors;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.Text;
import org.tallystick.trade.BatchRequest;

/** Slips of a request or a file, each with a number of its own. */
record Slips(List<Slip> slips) {
    private static final String FILE = "slips.csv";
    private static final List<String> REQUIRED = List.of("slip", "payer", "payee", "amount", "description");
    private static final List<String> OPTIONAL = List.of("value_date", "category");
    private static final Map<String, String> COLUMNS = Map.of("number", "slip", "valueDate", "value_date");
    private static final int LONGEST_NUMBER = 50;

    /** How the fields of a batch are called that the slips are made into. */
    private static final Pattern OF_BATCH = Pattern.compile("trades(?:\\[(\\d+)\\](?:\\.(\\w+))?)?");

    /** @param line of the file; null where the slip came in a request */
    record Slip(SlipRequest request, @Nullable Long line) {
        String number() {
            return String.valueOf(request.number());
        }
    }

    /** @throws ProblemException {@code malformed} */
    static Slips of(SlipsRequest body) {
        FieldErrors errors = new FieldErrors();
        List<@Nullable SlipRequest> given = errors.required("slips", body.slips(), List.of());
        List<Slip> slips = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            SlipRequest slip = given.get(i);
            if (slip == null) {
                errors.add("slips[" + i + "]", "required", "is required");
            } else {
                slips.add(new Slip(slip, null));
            }
        }
        if (body.slips() != null) {
            checkSize(given.size(), errors);
        }
        errors.throwIfAny();
        return numbered(slips);
    }

    /** @throws ProblemException {@code malformed} */
    static Slips of(byte[] file) {
        RowErrors rows = new RowErrors();
        List<Slip> slips = new ArrayList<>();
        long[] count = new long[1];
        CsvFile.read(new ByteArrayInputStream(file), FILE, REQUIRED, OPTIONAL, rows, record -> {
            if (++count[0] <= TradeUnit.MOST_ORDERS) {
                slips.add(new Slip(read(record), record.getStartingLineNumber()));
            }
        });
        FieldErrors errors = new FieldErrors();
        for (RowError row : rows.list()) {
            errors.add(ofLine(row.line(), row.column()), row.code(), row.detail());
        }
        if (errors.isEmpty()) {
            checkSize(count[0], errors);
        }
        errors.throwIfAny();
        return numbered(slips);
    }

    private static SlipRequest read(NamedCsvRecord record) {
        return new SlipRequest(
                cell(record, "slip"),
                cell(record, "payer"),
                cell(record, "payee"),
                cell(record, "amount"),
                cell(record, "description"),
                cell(record, "value_date"),
                cell(record, "category"));
    }

    private static @Nullable String cell(NamedCsvRecord record, String column) {
        return record.findField(column).filter(text -> !text.isEmpty()).orElse(null);
    }

    private static void checkSize(long count, FieldErrors errors) {
        if (count < 1 || count > TradeUnit.MOST_ORDERS) {
            errors.add("slips", "size", "has " + count + " slips; 1 to " + TradeUnit.MOST_ORDERS + " fit");
        }
    }

    /** A slip that is entered twice is found by its number. */
    private static Slips numbered(List<Slip> slips) {
        Slips all = new Slips(List.copyOf(slips));
        FieldErrors errors = new FieldErrors();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < slips.size(); i++) {
            String field = all.field(i, "number");
            errors.read(field, slips.get(i).request().number(), text -> Text.read(text, LONGEST_NUMBER))
                    .filter(number -> !seen.add(number))
                    .ifPresent(number -> errors.add(field, "duplicate", "is the number of an earlier slip too"));
            requireMembers(all.field(i, "payer"), slips.get(i).request().payer(), errors);
            requireMembers(all.field(i, "payee"), slips.get(i).request().payee(), errors);
        }
        errors.throwIfAny();
        return all;
    }

    /** A paper slip has two members; what the community's own accounts pay or take is decided elsewhere. */
    private static void requireMembers(String field, @Nullable String written, FieldErrors errors) {
        if (written != null
                && AccountAddress.find(written)
                        .filter(AccountAddress::isCommunitys)
                        .isPresent()) {
            errors.add(field, "not-a-member", "is an account of the community; a slip is between two members");
        }
    }

    BatchRequest toBatch(boolean atomic) {
        return new BatchRequest(
                atomic, slips.stream().map(slip -> slip.request().toTrade()).toList());
    }

    /** A text about the batch, in words about the slips: {@code trades[2].amount} is {@code slips[2].amount}, or of a line. */
    String inOwnWords(String text) {
        return OF_BATCH.matcher(text).replaceAll(this::inOwnWords);
    }

    private String inOwnWords(MatchResult found) {
        if (found.group(1) == null) {
            return "slips";
        }
        int index = Integer.parseInt(found.group(1));
        return index < slips.size() ? field(index, found.group(2)) : found.group();
    }

    private String field(int index, @Nullable String field) {
        Long line = slips.get(index).line();
        if (line == null) {
            return "slips[" + index + "]" + (field == null ? "" : "." + field);
        }
        return ofLine(line, field == null ? "" : COLUMNS.getOrDefault(field, field));
    }

    private static String ofLine(long line, String column) {
        return "line " + line + (column.isEmpty() ? "" : ", " + column);
    }
}
