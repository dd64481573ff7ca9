package org.tallystick.terms;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.member.Handle;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.CommunityFacts;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** Who has accepted a version of the terms, or a later one, and who has not. Whoever has left is not asked. */
@ApplicationScoped
public class Acceptances {
    private static final String LIST = """
            SELECT m.handle, m.name, a.version, a.accepted_at, u.username
              FROM member m
              LEFT JOIN LATERAL (
                   SELECT * FROM terms_acceptance t
                    WHERE t.community_id = m.community_id AND t.member_id = m.member_id AND t.version >= ?
                    ORDER BY t.version LIMIT 1) a ON true
              LEFT JOIN app_user u ON u.user_id = a.accepted_by
             WHERE m.community_id = ? AND m.status <> 'left' AND m.handle > ?
               AND (?::boolean IS NULL OR (a.version IS NOT NULL) = ?::boolean)
             ORDER BY m.handle LIMIT ?""";

    private final Terms terms;
    private final Sql sql;

    Acceptances(Terms terms, Sql sql) {
        this.terms = terms;
        this.sql = sql;
    }

    /**
     * A member, and what it has accepted.
     *
     * @param acceptedVersion the version, or a later one; absent where neither is accepted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TermsAcceptance")
    public record Acceptance(
            String handle,
            String name,
            @Nullable Integer acceptedVersion,
            @Nullable Instant acceptedAt,
            @Nullable String acceptedBy) {}

    /** Some members, and where the next begin. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TermsAcceptances")
    public record Page(
            List<Acceptance> acceptances, @Nullable String nextCursor) {}

    /**
     * In the order of the handles.
     *
     * @param state {@code accepted} or {@code missing}; null: all
     * @throws org.tallystick.problem.ProblemException {@code malformed}; {@code not-found}
     */
    Page list(
            CommunityFacts community,
            int version,
            @Nullable String state,
            @Nullable String cursor,
            @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<Boolean> accepted = errors.readIfPresent("state", state, Acceptances::isAccepted);
        Optional<Handle> after = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, Handle::new));
        errors.throwIfAny();
        terms.required(community, version);
        List<Acceptance> found = sql.list(
                LIST,
                Acceptances::acceptance,
                version,
                community.id().value(),
                after.map(Handle::value).orElse(""),
                accepted.orElse(null),
                accepted.orElse(null),
                size + 1);
        return new Page(
                found.stream().limit(size).toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).handle()) : null);
    }

    private static Boolean isAccepted(String text) {
        return switch (text) {
            case "accepted" -> true;
            case "missing" -> false;
            default -> throw new IllegalArgumentException("must be \"accepted\" or \"missing\"");
        };
    }

    private static Acceptance acceptance(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("accepted_at", OffsetDateTime.class);
        return new Acceptance(
                row.getString("handle"),
                row.getString("name"),
                row.getObject("version", Integer.class),
                at == null ? null : at.toInstant(),
                row.getString("username"));
    }
}
