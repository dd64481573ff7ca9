package org.tallystick.windingup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Phase;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.SettlementRule;
import org.tallystick.platform.Sql;

/** How communities are wound up, in the database. */
@ApplicationScoped
class WindingUps {
    private final Sql sql;

    WindingUps(Sql sql) {
        this.sql = sql;
    }

    Optional<WindingUp> find(CommunityId community) {
        return sql.one(
                "SELECT settlement_rule, erasure_after_days, reason, started_at, completed_at, erased_at FROM winding_up"
                        + " WHERE community_id = ?",
                WindingUps::read,
                community.value());
    }

    private static WindingUp read(ResultSet row) throws SQLException {
        return new WindingUp(
                SettlementRule.read(row.getString("settlement_rule")),
                row.getInt("erasure_after_days"),
                row.getString("reason"),
                Sql.instant(row, "started_at"),
                instant(row, "completed_at"),
                instant(row, "erased_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime there = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(there).map(OffsetDateTime::toInstant);
    }

    Phase phase(CommunityId community) {
        return sql.one(
                        "SELECT phase FROM community WHERE community_id = ?",
                        row -> Phase.of(row.getString(1)),
                        community.value())
                .orElseThrow();
    }

    /**
     * In the caller's transaction, which has the community's row from here to its end.
     *
     * @return whether it was in that phase
     */
    boolean move(CommunityId community, Phase from, Phase to) {
        return sql.update(
                        "UPDATE community SET phase = ?, version = version + 1 WHERE community_id = ? AND phase = ?",
                        to.text(),
                        community.value(),
                        from.text())
                > 0;
    }

    void begin(CommunityId community, WindingUp begun) {
        sql.update(
                "INSERT INTO winding_up (community_id, settlement_rule, erasure_after_days, reason, started_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                community.value(),
                begun.rule().text(),
                begun.erasureAfterDays(),
                begun.reason(),
                begun.startedAt());
    }

    void completed(CommunityId community, Instant now) {
        sql.update("UPDATE winding_up SET completed_at = ? WHERE community_id = ?", now, community.value());
    }

    void erased(CommunityId community, Instant now) {
        sql.update("UPDATE winding_up SET erased_at = ? WHERE community_id = ?", now, community.value());
    }
}
