package org.tallystick.windingup;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.tallystick.change.Reason;
import org.tallystick.community.Phase;
import org.tallystick.departure.EraseMember;
import org.tallystick.job.RunningJob;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Members;
import org.tallystick.platform.Sql;
import org.tallystick.security.Access;

/**
 * Erases one member after the other, then those who applied in vain, and the community's own name. A repeat goes on with those
 * who are left.
 */
@ApplicationScoped
class EraseAllMembers {
    private static final int AT_ONCE = 100;

    private final Sql sql;
    private final Members members;
    private final EraseMember eraseMember;
    private final WindingUps windingUps;
    private final MovePhase phases;
    private final Clock clock;

    EraseAllMembers(
            Sql sql, Members members, EraseMember eraseMember, WindingUps windingUps, MovePhase phases, Clock clock) {
        this.sql = sql;
        this.members = members;
        this.eraseMember = eraseMember;
        this.windingUps = windingUps;
        this.phases = phases;
        this.clock = clock;
    }

    void run(RunningJob job, Access by, Reason reason) {
        CommunityId community = by.community().id();
        List<String> some = remaining(community);
        while (!some.isEmpty()) {
            for (String handle : some) {
                members.find(community, handle).ifPresent(member -> eraseMember.erase(by, member, reason));
            }
            job.done(0, some.size(), 0);
            some = remaining(community);
        }
        phases.move(by, Phase.WOUND_UP, Phase.ERASED, reason, Map.of(), () -> forget(by));
    }

    private List<String> remaining(CommunityId community) {
        return sql.list(
                "SELECT handle FROM member WHERE community_id = ? AND erased_at IS NULL ORDER BY member_id LIMIT ?",
                row -> row.getString(1),
                community.value(),
                AT_ONCE);
    }

    private void forget(Access by) {
        CommunityId community = by.community().id();
        sql.list("SELECT redact_community(?)", row -> true, community.value());
        sql.update(
                "UPDATE approval SET reason = 'erased', decision = CASE WHEN decision IS NOT NULL THEN 'erased' END"
                        + " WHERE community_id = ?",
                community.value());
        sql.update("UPDATE winding_up SET reason = 'erased' WHERE community_id = ?", community.value());
        sql.update("DELETE FROM application WHERE community_id = ?", community.value());
        sql.update(
                "UPDATE community SET name = slug, questions = '[]', letterhead = '{}' WHERE community_id = ?",
                community.value());
        windingUps.erased(community, clock.instant());
    }
}
