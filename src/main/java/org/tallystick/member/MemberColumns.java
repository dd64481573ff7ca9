package org.tallystick.member;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.problem.Text;
import org.tallystick.web.Dates;

/** What every file of members says of one: {@code handle}, {@code name}, {@code kind}, {@code email}, {@code joined}. */
public record MemberColumns(
        Optional<Handle> handle,
        Optional<String> name,
        Optional<MemberKind> kind,
        Optional<EmailAddress> email,
        Optional<LocalDate> joined) {

    /** What is wrong is noted; the last two may be empty, or not be columns at all. */
    public static MemberColumns read(NamedCsvRecord record, RowErrors.Line row) {
        return new MemberColumns(
                row.read("handle", record.getField("handle"), Handle::new),
                row.read("name", record.getField("name"), text -> Text.read(text, NewMember.LONGEST_NAME)),
                row.read("kind", record.getField("kind"), MemberKind::read),
                row.readIfPresent("email", record.findField("email").orElse(""), EmailAddress::new),
                row.readIfPresent("joined", record.findField("joined").orElse(""), Dates::read));
    }

    /** Of a row that is not faulty. */
    public NewMember toMember(Optional<CreditLimit> creditLimit, Optional<BalanceCap> balanceCap) {
        return new NewMember(
                handle.orElseThrow(), name.orElseThrow(), kind.orElseThrow(), email, joined, creditLimit, balanceCap);
    }
}
