package org.tallystick.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.ChangeRecords.Recorded;
import org.tallystick.platform.Database;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** Who set the limits of an account: when, why, from what to what. For those who see the account in full. */
@ApplicationScoped
public class LimitsHistory {
    private final Accounts accounts;
    private final Database database;

    LimitsHistory(Accounts accounts, Database database) {
        this.accounts = accounts;
        this.database = database;
    }

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LimitsHistory")
    public record Page(List<Item> changes, @Nullable String nextCursor) {}

    /**
     * One change.
     *
     * @param before null: the account was opened with these limits
     */
    @Schema(name = "LimitsChange")
    public record Item(
            String id,
            Instant changedAt,
            String changedBy,
            String reason,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {

        private static Item of(Recorded change) {
            return new Item(
                    change.id().toString(),
                    change.changedAt(),
                    change.changedBy(),
                    change.reason(),
                    change.before().orElse(null),
                    change.after().orElse(null));
        }
    }

    /**
     * @param cursor from the page before
     * @throws ProblemException {@code not-found}, {@code malformed}
     */
    public Page read(Access access, String address, @Nullable String cursor, @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        AccountRef ref = accounts.find(access.community().id(), address);
        if (!access.may(Permission.SEE_LIMIT_HISTORY, ref.member())) {
            throw Accounts.notFound(address);
        }
        List<Recorded> changes = database.with(connection -> ChangeRecords.history(
                connection, ref.community(), Subject.LIMITS, ref.id().value().toString(), before, size + 1));
        List<Item> items = changes.stream().limit(size).map(Item::of).toList();
        return new Page(
                items, changes.size() > size ? Cursor.of(items.get(size - 1).id()) : null);
    }
}
