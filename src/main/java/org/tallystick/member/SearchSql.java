package org.tallystick.member;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Language;
import org.tallystick.ledger.CommunityId;

/**
 * Finds members by what is nearly their name or handle. Capitals and accents do not count. A part of the name is better than what
 * only resembles it (trigrams, which PostgreSQL makes of the letters that the database's locale knows: in one of the locale C of
 * Latin letters alone; parts are found in every script), and a word that has the same stem in the community's language is found
 * too. All members of the community are looked at: a tenth of a second for 10,000, and no index that every change would pay for.
 */
record SearchSql(Connection connection, CommunityId community) {
    /** Two letters in the wrong order in a short name are still found. */
    private static final double LEAST_SIMILARITY = 0.28;

    private static final String SEARCH = """
            SELECT %s FROM (
                SELECT m.*, position(s.wanted IN s.text) > 0 AS part, word_similarity(s.wanted, s.text) AS likeness,
                       similarity(s.wanted, s.text) AS whole, lower(unaccent(m.handle)) = s.wanted AS named,
                       to_tsvector(s.words, m.name) @@ plainto_tsquery(s.words, s.asked) AS stem
                  FROM member m
                 CROSS JOIN LATERAL (
                       SELECT lower(unaccent(m.name || ' ' || m.handle)) AS text, lower(unaccent(q.asked)) AS wanted, q.asked,
                              q.words
                         FROM (SELECT ?::text AS asked,
                                      coalesce((SELECT c.oid::regconfig FROM pg_ts_config c WHERE c.cfgname = ? LIMIT 1),
                                               'simple'::regconfig) AS words) q) s
                 WHERE m.community_id = ? AND m.erased_at IS NULL AND (?::text IS NULL OR m.status = ?::text)) m
             WHERE m.part OR m.stem OR m.likeness >= ?
             ORDER BY m.named DESC, m.part DESC, CASE WHEN m.part THEN m.whole ELSE m.likeness END DESC, m.handle
            OFFSET ? LIMIT ?""".formatted(MemberSql.NAMES);

    /** The best first. */
    List<Member> find(String asked, Language language, Optional<MemberStatus> status, int offset, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SEARCH)) {
            @Nullable String wanted = status.map(MemberStatus::text).orElse(null);
            statement.setString(1, asked);
            statement.setString(2, language.searchConfiguration());
            statement.setObject(3, community.value());
            statement.setString(4, wanted);
            statement.setString(5, wanted);
            statement.setDouble(6, LEAST_SIMILARITY);
            statement.setInt(7, offset);
            statement.setInt(8, limit);
            return MemberSql.read(statement);
        }
    }
}
