package org.tallystick.account;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.change.Reason;
import org.tallystick.csv.CsvFile;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;

/** The file by which an administrator sets limits: one record an account. */
final class LimitsFile {
    static final String NAME = "limits.csv";
    private static final int MOST = 10_000;
    private static final List<String> COLUMNS = List.of("account", "credit_limit", "balance_cap", "reason");

    /** What stands in the column of the cap for "without cap". */
    private static final String NONE = "none";

    private final Directory directory;
    private final CommunityId community;
    private final RowErrors errors;

    LimitsFile(Directory directory, CommunityId community, RowErrors errors) {
        this.directory = directory;
        this.community = community;
        this.errors = errors;
    }

    /** A record whose account can be looked up. */
    private record Addressed(AccountAddress address, NamedCsvRecord record, RowErrors.Line row) {}

    /** @return the rows that are well-formed and name an account; the others are errors */
    List<LimitsRow> read(byte[] file) {
        List<Addressed> addressed = addressed(file);
        Map<AccountAddress, AccountRef> accounts = directory.findAll(
                community, addressed.stream().map(Addressed::address).distinct().toList());
        List<LimitsRow> rows = new ArrayList<>();
        Set<AccountId> seen = new HashSet<>();
        for (Addressed one : addressed) {
            AccountRef account = accounts.get(one.address());
            if (account == null) {
                one.row().add("account", "unknown-account", "There is no account " + one.address() + " here.");
            } else if (seen.add(account.id())) {
                read(one, account).ifPresent(rows::add);
            } else {
                one.row().add("account", "duplicate", "stands in an earlier row already");
            }
        }
        return rows;
    }

    private List<Addressed> addressed(byte[] file) {
        List<Addressed> found = new ArrayList<>();
        long[] count = new long[1];
        CsvFile.read(new ByteArrayInputStream(file), NAME, COLUMNS, List.of(), errors, record -> {
            if (++count[0] <= MOST) {
                RowErrors.Line row = errors.row(NAME, record.getStartingLineNumber());
                row.read("account", record.getField("account"), AccountAddress::parse)
                        .ifPresent(address -> found.add(new Addressed(address, record, row)));
            }
        });
        if (count[0] > MOST) {
            errors.add(NAME, 0, "", "too-long", "has " + count[0] + " rows; at most " + MOST + " fit");
        } else if (count[0] == 0 && errors.isEmpty()) {
            errors.add(NAME, 1, "", "required", "has no rows");
        }
        return found;
    }

    private static Optional<LimitsRow> read(Addressed one, AccountRef account) {
        NamedCsvRecord record = one.record();
        RowErrors.Line row = one.row();
        int scale = account.currency().scale();
        String limitText = record.getField("credit_limit");
        String capText = record.getField("balance_cap");
        if (limitText.isEmpty() && capText.isEmpty()) {
            row.add("credit_limit", "required", "is required, or balance_cap is; what is empty stays as it is");
        }
        Optional<CreditLimit> limit =
                row.readIfPresent("credit_limit", limitText, text -> Limits.readCreditLimit(text, scale));
        Optional<BalanceCap> cap = row.readIfPresent(
                "balance_cap",
                capText,
                text -> text.equals(NONE) ? BalanceCap.NONE : Limits.readBalanceCap(text, scale));
        Optional<Reason> reason = row.read("reason", record.getField("reason"), Reason::new);
        return row.isFaulty()
                ? Optional.empty()
                : Optional.of(new LimitsRow(account, limit, cap, reason.orElseThrow(), row));
    }
}
