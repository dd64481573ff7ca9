package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.tallystick.web.Instants;
import org.tallystick.web.PageLimit;

/** Reads which statement is asked for; an account that the caller may not look into is not there. */
@ApplicationScoped
public class StatementRequestReader {
    private final Directory directory;
    private final Clock clock;

    StatementRequestReader(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * @throws ProblemException 400 that names what is malformed, 404 for an account whose statement the caller may not see
     */
    public StatementRequest read(
            Access access,
            String account,
            @Nullable String from,
            @Nullable String to,
            @Nullable String asOf,
            @Nullable String cursor,
            @Nullable String limit) {
        AccountRef ref = visible(access, account);
        FieldErrors errors = new FieldErrors();
        Optional<LocalDate> first = errors.readIfPresent("from", from, Dates::read);
        Optional<LocalDate> last = errors.readIfPresent("to", to, Dates::read);
        Optional<Instant> past = errors.readIfPresent("asOf", asOf, this::pastInstant);
        LocalDate today = LocalDate.ofInstant(
                past.orElseGet(clock::instant), access.community().zone());
        boolean asOfIsLast = past.isPresent() && (last.isEmpty() || today.isBefore(last.get()));
        LocalDate end = asOfIsLast ? today : last.orElse(today);
        if (first.isPresent() && end.isBefore(first.get())) {
            errors.add(asOfIsLast ? "asOf" : "to", "out-of-order", "lies before from");
        }
        Optional<Long> after = errors.readIfPresent("cursor", cursor, StatementRequestReader::entryNo);
        Optional<Integer> most = limit == null ? Optional.empty() : Optional.of(PageLimit.read(limit, errors));
        errors.throwIfAny();
        return new StatementRequest(
                ref,
                first,
                last.orElse(today),
                past,
                after.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                most);
    }

    private AccountRef visible(Access access, String account) {
        Optional<AccountRef> found = AccountAddress.find(account)
                .flatMap(address -> directory.find(access.community().id(), address));
        boolean mayLook = found.isPresent()
                && access.may(Permission.SEE_STATEMENTS, found.get().member());
        if (!mayLook) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND, "There is no account of that address whose statement you may see.");
        }
        return found.get();
    }

    private Instant pastInstant(String text) {
        Instant instant = Instants.read(text);
        if (instant.isAfter(clock.instant())) {
            throw new IllegalArgumentException("must not lie ahead");
        }
        return instant;
    }

    private static long entryNo(String cursor) {
        return Cursor.read(cursor, number -> {
            if (!number.matches("[0-9]{1,18}")) {
                throw new IllegalArgumentException(number);
            }
            return Long.parseLong(number);
        });
    }
}
