package org.tallystick.exchange;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.csv.CsvFile;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.member.MemberColumns;
import org.tallystick.member.MemberStatus;
import org.tallystick.member.NewMember;

/** members.csv: one record a member. */
final class MembersFile {
    static final String NAME = ImportFiles.MEMBERS;
    static final List<String> REQUIRED =
            List.of("handle", "name", "email", "kind", "joined", "credit_limit", "balance_cap", "status");
    /** What an export says more, and an import leaves alone: the values of the profile fields, as JSON. */
    static final String PROFILE = "profile";

    private MembersFile() {}

    static List<ImportedMember> read(Path path, int scale, RowErrors errors) {
        List<ImportedMember> members = new ArrayList<>();
        Set<String> handles = new HashSet<>();
        CsvFile.read(path, NAME, REQUIRED, List.of(PROFILE), errors, record -> {
            RowErrors.Line row = errors.row(NAME, record.getStartingLineNumber());
            Optional<ImportedMember> member = member(record, scale, row);
            if (member.isPresent() && !handles.add(member.get().handle())) {
                row.add("handle", "duplicate", "stands in an earlier row already");
            }
            member.ifPresent(members::add);
        });
        return members;
    }

    private static Optional<ImportedMember> member(NamedCsvRecord record, int scale, RowErrors.Line row) {
        MemberColumns columns = MemberColumns.read(record, row);
        Optional<CreditLimit> creditLimit = row.read(
                "credit_limit", record.getField("credit_limit"), text -> CreditLimit.of(Amount.parse(text, scale)));
        Optional<BalanceCap> balanceCap = row.readIfPresent(
                "balance_cap", record.getField("balance_cap"), text -> BalanceCap.of(Amount.parse(text, scale)));
        Optional<MemberStatus> status = row.read("status", record.getField("status"), MemberStatus::read);
        if (row.isFaulty()) {
            return Optional.empty();
        }
        NewMember member = columns.toMember(creditLimit, Optional.of(balanceCap.orElse(BalanceCap.NONE)));
        return Optional.of(new ImportedMember(record.getStartingLineNumber(), member, status.orElseThrow()));
    }
}
