package org.tallystick.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.member.Members;
import org.tallystick.member.SeenFields;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.web.Cursor;
import org.tallystick.web.Dates;

/** The audit log as a caller may see it: whole by office, and of a member what concerns it and everybody. */
@ApplicationScoped
class AuditLog {
    static final String TRADE = "trade";
    private static final int LONGEST_NAME = 200;
    private static final int AT_ONCE = 500;

    private final AuditSql sql;
    private final Members members;
    private final SeenFields seenFields;

    AuditLog(AuditSql sql, Members members, SeenFields seenFields) {
        this.sql = sql;
        this.members = members;
        this.seenFields = seenFields;
    }

    /** What the address asks for; nothing of it is read yet. */
    record Filter(
            @Nullable String kind,
            @Nullable String member,
            @Nullable String by,
            @Nullable String from,
            @Nullable String to,
            @Nullable String cursor) {}

    interface Sink {
        void take(Act act) throws IOException;
    }

    /** @throws ProblemException {@code malformed}, {@code not-found}, {@code forbidden} for a member that is not the caller's */
    AuditQuery query(Access access, Filter filter, FieldErrors errors) {
        boolean whole = access.everywhere(Permission.SEE_CHANGES);
        AuditQuery read = read(filter, access.community().zone(), errors);
        errors.throwIfAny();
        Optional<UUID> member = Optional.ofNullable(filter.member()).map(handle -> {
            MemberId id = members.required(access.community().id(), handle);
            access.require(Permission.SEE_CHANGES, id);
            return id.value();
        });
        Optional<Set<UUID>> visible = whole
                ? Optional.empty()
                : Optional.of(access.members(Permission.SEE_CHANGES).stream()
                        .map(MemberId::value)
                        .collect(Collectors.toSet()));
        return new AuditQuery(
                access.community().id(),
                visible,
                read.kind(),
                member,
                read.by(),
                read.from(),
                read.until(),
                read.before());
    }

    /** Of the installation as a whole, in UTC. */
    AuditQuery query(Filter filter, FieldErrors errors) {
        AuditQuery read = read(filter, ZoneId.of("UTC"), errors);
        errors.throwIfAny();
        return read;
    }

    private static AuditQuery read(Filter filter, ZoneId zone, FieldErrors errors) {
        Optional<LocalDate> first = errors.readIfPresent("from", filter.from(), Dates::read);
        Optional<LocalDate> last = errors.readIfPresent("to", filter.to(), Dates::read);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            errors.add("to", "out-of-order", "lies before from");
        }
        return new AuditQuery(
                ChangeRecords.INSTALLATION,
                Optional.empty(),
                errors.readIfPresent("kind", filter.kind(), AuditLog::kind),
                Optional.empty(),
                errors.readIfPresent("by", filter.by(), text -> Text.read(text, LONGEST_NAME)),
                first.map(day -> begin(day, zone)),
                last.map(day -> begin(day.plusDays(1), zone)),
                errors.readIfPresent("cursor", filter.cursor(), text -> Cursor.read(text, UUID::fromString)));
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        Instant begin = day.atStartOfDay(zone).toInstant();
        return begin.isBefore(Instant.EPOCH) ? Instant.EPOCH : begin;
    }

    private static String kind(String text) {
        List<String> kinds = kinds();
        if (!kinds.contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", kinds));
        }
        return text;
    }

    private static List<String> kinds() {
        List<String> kinds =
                Arrays.stream(Subject.values()).map(subject -> subject.column()).collect(Collectors.toList());
        kinds.add(TRADE);
        return kinds;
    }

    /** Of the installation as a whole: those who may see it at all see all of it. */
    List<Act> page(AuditQuery query, int most) {
        return sql.read(query, most);
    }

    List<Act> page(Access access, AuditQuery query, int most) {
        List<Act> acts = sql.read(query, most);
        return access.everywhere(Permission.SEE_CHANGES) ? acts : narrowed(access, acts);
    }

    /** A member's own log tells no more of its profile than the profile does. */
    private List<Act> narrowed(Access access, List<Act> acts) {
        BiPredicate<MemberId, String> sees = seenFields.of(access);
        Map<String, MemberId> ids = members.ids(
                access.community().id(),
                acts.stream()
                        .map(Act::member)
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .collect(Collectors.toSet()));
        return acts.stream()
                .map(act -> {
                    Optional<MemberId> member =
                            Optional.ofNullable(act.member()).map(ids::get);
                    return act.narrowed(
                            code -> member.filter(one -> sees.test(one, code)).isPresent());
                })
                .toList();
    }

    /** All of it, some hundred at a time, so that no more are in memory. */
    void each(Access access, AuditQuery query, Sink sink) throws IOException {
        AuditQuery next = query;
        List<Act> some;
        do {
            some = page(access, next, AT_ONCE);
            for (Act act : some) {
                sink.take(act);
            }
            if (!some.isEmpty()) {
                next = next.olderThan(some.get(some.size() - 1).id());
            }
        } while (some.size() == AT_ONCE);
    }
}
