package org.tallystick.terms;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CommunityFacts;

/** Reads a community's terms. Waits for the database. */
@ApplicationScoped
public class Terms {
    private static final String SELECT = """
            SELECT t.version, t.language, t.title, t.effective_on, t.grace_days, t.published_at, %s AS text,
                   t.version = (SELECT max(f.version) FROM terms f
                                 WHERE f.community_id = t.community_id AND f.effective_on <= ?) AS in_force
              FROM terms t WHERE t.community_id = ?""";

    private static final String ALL = SELECT.formatted("NULL::text") + " ORDER BY t.version DESC";
    private static final String ONE = SELECT.formatted("t.text") + " AND t.version = ?";

    private final Sql sql;
    private final Clock clock;

    Terms(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The newest first, without their texts. */
    List<TermsView> all(CommunityFacts community) {
        return sql.list(ALL, Terms::view, today(community), community.id().value());
    }

    /** @throws ProblemException {@code not-found} */
    TermsView required(CommunityFacts community, int version) {
        return sql.one(ONE, Terms::view, today(community), community.id().value(), version)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There are no such terms here."));
    }

    /** The version in force; 0 where there is none. */
    int inForce(CommunityFacts community) {
        return all(community).stream()
                .filter(TermsView::inForce)
                .map(TermsView::version)
                .findFirst()
                .orElse(0);
    }

    Optional<TermsView> last(CommunityFacts community) {
        return all(community).stream().findFirst();
    }

    LocalDate today(CommunityFacts community) {
        return LocalDate.ofInstant(clock.instant(), community.zone());
    }

    void add(CommunityId community, TermsView terms, UUID publishedBy) {
        sql.update(
                "INSERT INTO terms (community_id, version, language, title, text, effective_on, grace_days, published_by,"
                        + " published_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                community.value(),
                terms.version(),
                terms.language(),
                terms.title(),
                terms.text(),
                terms.effectiveOn(),
                terms.graceDays(),
                publishedBy,
                terms.publishedAt());
    }

    private static TermsView view(ResultSet row) throws SQLException {
        return new TermsView(
                row.getInt("version"),
                row.getString("language"),
                row.getString("title"),
                row.getObject("effective_on", LocalDate.class),
                row.getInt("grace_days"),
                row.getBoolean("in_force"),
                Sql.instant(row, "published_at"),
                row.getString("text"));
    }
}
