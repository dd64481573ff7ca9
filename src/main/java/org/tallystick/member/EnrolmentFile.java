package org.tallystick.member;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.csv.CsvFile;
import org.tallystick.csv.RowErrors;
import org.tallystick.group.Groups;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;

/** The file by which an administrator enrols members: one record a member. */
final class EnrolmentFile {
    static final String NAME = "members.csv";
    private static final List<String> REQUIRED = List.of("handle", "name", "kind");
    private static final List<String> OPTIONAL = List.of("email", "joined", "credit_limit", "balance_cap", "groups");
    private static final int MOST_GROUPS = 20;

    /** What stands in the column of the cap for "without cap". */
    private static final String NONE = "none";

    private EnrolmentFile() {}

    /** @return the rows that are well-formed; the others are errors */
    static List<ListedEnrolment> read(byte[] file, int scale, RowErrors errors) {
        List<ListedEnrolment> rows = new ArrayList<>();
        Set<String> handles = new HashSet<>();
        long[] count = new long[1];
        CsvFile.read(new ByteArrayInputStream(file), NAME, REQUIRED, OPTIONAL, errors, record -> {
            if (++count[0] > EnrolMembers.MOST) {
                return;
            }
            RowErrors.Line row = errors.row(NAME, record.getStartingLineNumber());
            Optional<ListedEnrolment> read = read(record, scale, row);
            if (read.isPresent() && !handles.add(read.get().handle())) {
                row.add("handle", "duplicate", "stands in an earlier row already");
            }
            read.ifPresent(rows::add);
        });
        if (count[0] > EnrolMembers.MOST) {
            errors.add(NAME, 0, "", "too-long", "has " + count[0] + " rows; at most " + EnrolMembers.MOST + " fit");
        } else if (count[0] == 0 && errors.isEmpty()) {
            errors.add(NAME, 1, "", "required", "has no rows");
        }
        return rows;
    }

    private static Optional<ListedEnrolment> read(NamedCsvRecord record, int scale, RowErrors.Line row) {
        MemberColumns columns = MemberColumns.read(record, row);
        Optional<CreditLimit> limit = row.readIfPresent(
                "credit_limit", cell(record, "credit_limit"), text -> CreditLimit.of(Amount.parse(text, scale)));
        Optional<BalanceCap> cap = row.readIfPresent(
                "balance_cap",
                cell(record, "balance_cap"),
                text -> text.equals(NONE) ? BalanceCap.NONE : BalanceCap.of(Amount.parse(text, scale)));
        Optional<List<String>> groups = row.readIfPresent("groups", cell(record, "groups"), EnrolmentFile::groups);
        return row.isFaulty()
                ? Optional.empty()
                : Optional.of(new ListedEnrolment(columns.toMember(limit, cap), groups.orElse(List.of()), row));
    }

    private static String cell(NamedCsvRecord record, String column) {
        return record.findField(column).orElse("");
    }

    private static List<String> groups(String text) {
        List<String> codes = Arrays.stream(text.strip().split(" +")).distinct().toList();
        if (codes.size() > MOST_GROUPS) {
            throw new IllegalArgumentException("names " + codes.size() + " groups; at most " + MOST_GROUPS + " fit");
        }
        codes.forEach(Groups::readCode);
        return codes;
    }
}
