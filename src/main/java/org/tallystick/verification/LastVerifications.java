package org.tallystick.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.tallystick.platform.Sql;
import org.tallystick.posting.Verification;

/** What was found when books were last verified, by whichever instance: it stands in the database. */
@ApplicationScoped
public class LastVerifications {
    private static final Logger LOG = Logger.getLogger(LastVerifications.class);
    /** As many violations are named of a community, and as many communities. */
    private static final int MOST_NAMED = 5;

    private static final String REMEMBER = """
            INSERT INTO books_verification AS last (community_id, verified_at, verified_by, violations, named)
            SELECT community_id, ?, ?, ?, ? FROM community WHERE slug = ?
                ON CONFLICT (community_id) DO UPDATE
               SET verified_at = excluded.verified_at, verified_by = excluded.verified_by,
                   violations = excluded.violations, named = excluded.named
             WHERE last.verified_at <= excluded.verified_at""";

    /** Books that were never verified are unverified since there are any. */
    private static final String ALL = """
            SELECT count(*), count(v.community_id), count(*) FILTER (WHERE v.violations > 0), coalesce(sum(v.violations), 0)::bigint,
                   min(coalesce(v.verified_at, c.created_at)) AS since,
                   (array_agg(v.verified_by ORDER BY v.verified_at) FILTER (WHERE v.verified_by IS NOT NULL))[1]
              FROM community c LEFT JOIN books_verification v ON v.community_id = c.community_id""";

    private static final String WRONG = """
            SELECT c.slug, v.verified_at, v.verified_by, v.violations, v.named
              FROM books_verification v JOIN community c ON c.community_id = v.community_id
             WHERE v.violations > 0 ORDER BY c.slug LIMIT ?""";

    private final Sql sql;
    private final VerificationConfig config;
    private final Clock clock;
    private volatile Optional<Instant> failedAt = Optional.empty();

    LastVerifications(Sql sql, VerificationConfig config, Clock clock) {
        this.sql = sql;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Remembers it, unless a later one is known. Whoever verifies is told what was found whether it can be remembered or not.
     *
     * @param begun before the books were read
     */
    void remember(String community, Instant begun, AskedBy by, Verification found) {
        String[] named = found.violations().stream()
                .limit(MOST_NAMED)
                .map(violation -> violation.invariant() + " " + violation.subject())
                .toArray(String[]::new);
        try {
            sql.update(REMEMBER, begun, by.code(), found.violationCount(), named, community);
        } catch (RuntimeException e) {
            LOG.warnf("It cannot be remembered what a verification found: %s", e.getMessage());
        }
    }

    /** A verification of all books could not be ended here. */
    void failed() {
        failedAt = Optional.of(clock.instant());
    }

    /** Waits for the database. */
    public VerifiedBooks read() {
        List<VerifiedBooks.Wrong> wrong = sql.list(
                WRONG,
                row -> new VerifiedBooks.Wrong(
                        row.getString("slug"),
                        Sql.instant(row, "verified_at"),
                        AskedBy.of(row.getString("verified_by")),
                        row.getLong("violations"),
                        List.of((String[]) row.getArray("named").getArray())),
                MOST_NAMED);
        return sql.one(
                        ALL,
                        row -> new VerifiedBooks(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                wrong,
                                row.getLong(1) == 0 ? Optional.empty() : Optional.of(Sql.instant(row, "since")),
                                Optional.ofNullable(row.getString(6)).map(AskedBy::of),
                                failedAt,
                                config.every()))
                .orElseThrow();
    }
}
