package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.web.Cursor;
import org.tallystick.web.Dates;
import org.tallystick.web.PageLimit;

/** Reads which trades are asked for, and refuses accounts that the caller may not look into. */
@ApplicationScoped
public class TradeQueryReader {
    private final Directory directory;

    TradeQueryReader(Directory directory) {
        this.directory = directory;
    }

    Trades.Query read(
            Access access,
            @Nullable String account,
            @Nullable String from,
            @Nullable String to,
            @Nullable String cursor,
            @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        Optional<AccountAddress> address = errors.readIfPresent("account", account, AccountAddress::parse);
        Optional<LocalDate> first = errors.readIfPresent("from", from, Dates::read);
        Optional<LocalDate> last = errors.readIfPresent("to", to, Dates::read);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            errors.add("to", "out-of-order", "lies before from");
        }
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        int most = PageLimit.read(limit, errors);
        errors.throwIfAny();
        return new Trades.Query(address.map(one -> visible(access, one)), first, last, before, most);
    }

    private AccountRef visible(Access access, AccountAddress address) {
        Optional<AccountRef> account = directory.find(access.community().id(), address);
        boolean mayLook = account.isPresent()
                && access.may(Permission.SEE_TRADES, account.get().member());
        if (!mayLook) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND, "There is no account " + address + " whose trades you may see.");
        }
        return account.get();
    }
}
