package org.tallystick.windingup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.MemberBalances;
import org.tallystick.change.Reason;
import org.tallystick.community.Phase;
import org.tallystick.job.RunningJob;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.SettlementRule;
import org.tallystick.member.ChangeStatus;
import org.tallystick.member.Member;
import org.tallystick.member.MemberStatus;
import org.tallystick.member.Members;
import org.tallystick.platform.Sql;
import org.tallystick.posting.Verification;
import org.tallystick.posting.VerifyLedger;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;

/**
 * Brings every member's accounts to zero and closes them, some members at a time, in the order in which they were enrolled. What
 * is done is not done again, so a job that was interrupted is simply followed by another. The books are verified before the first
 * trade and after the last.
 */
@ApplicationScoped
class SettleCommunity {
    private static final int AT_ONCE = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final Sql sql;
    private final Members members;
    private final MemberBalances balances;
    private final FundShares shares;
    private final BookSettlement booking;
    private final ChangeStatus changeStatus;
    private final VerifyLedger verifyLedger;
    private final WindingUps windingUps;
    private final MovePhase phases;
    private final Clock clock;

    SettleCommunity(
            Sql sql,
            Members members,
            MemberBalances balances,
            FundShares shares,
            BookSettlement booking,
            ChangeStatus changeStatus,
            VerifyLedger verifyLedger,
            WindingUps windingUps,
            MovePhase phases,
            Clock clock) {
        this.sql = sql;
        this.members = members;
        this.balances = balances;
        this.shares = shares;
        this.booking = booking;
        this.changeStatus = changeStatus;
        this.verifyLedger = verifyLedger;
        this.windingUps = windingUps;
        this.phases = phases;
        this.clock = clock;
    }

    /** One who has not left. */
    private record Open(UUID id, String handle) {}

    void run(RunningJob job, Access by, SettlementRule rule, Reason reason) {
        CommunityId community = by.community().id();
        if (!isRight(job, community)) {
            return;
        }
        if (rule == SettlementRule.PROPORTIONAL) {
            shares.decide(community);
        }
        job.total(sql.one(
                        "SELECT count(*) FROM member WHERE community_id = ? AND status <> 'left'",
                        row -> row.getLong(1),
                        community.value())
                .orElseThrow());
        List<Open> some = after(community, FIRST);
        while (!some.isEmpty()) {
            settle(job, by, rule, reason, some);
            some = after(community, some.get(some.size() - 1).id());
        }
        if (job.errors().isEmpty() && isRight(job, community)) {
            phases.move(
                    by,
                    Phase.WINDING_UP,
                    Phase.WOUND_UP,
                    reason,
                    Map.of(),
                    () -> windingUps.completed(community, clock.instant()));
        }
    }

    private List<Open> after(CommunityId community, UUID last) {
        return sql.list(
                "SELECT member_id, handle FROM member WHERE community_id = ? AND status <> 'left' AND member_id > ?"
                        + " ORDER BY member_id LIMIT ?",
                row -> new Open(row.getObject(1, UUID.class), row.getString(2)),
                community.value(),
                last,
                AT_ONCE);
    }

    private void settle(RunningJob job, Access by, SettlementRule rule, Reason reason, List<Open> some) {
        CommunityId community = by.community().id();
        List<Member> present = some.stream()
                .map(one -> members.find(community, one.handle()))
                .flatMap(Optional::stream)
                .filter(member -> member.status() != MemberStatus.LEFT)
                .toList();
        List<MemberBalances.Standing> unsettled = new ArrayList<>();
        for (Member member : present) {
            List<MemberBalances.Standing> own = balances.of(community, member.id()).stream()
                    .filter(account -> !account.balance().isZero())
                    .toList();
            if (!own.isEmpty() && member.status() == MemberStatus.FROZEN) {
                // A frozen account moves nowhere; a leaving one toward zero, which is all that is asked of it.
                change(job, by, member, MemberStatus.LEAVING, reason);
            }
            unsettled.addAll(own);
        }
        booking.book(job, by, rule, unsettled);
        long closed = present.stream()
                .filter(member -> change(job, by, member, MemberStatus.LEFT, reason))
                .count();
        job.done(0, closed, some.size() - closed);
    }

    /** @return whether it was done; if not, why is noted */
    private boolean change(RunningJob job, Access by, Member member, MemberStatus status, Reason reason) {
        try {
            changeStatus.changeUnattended(
                    by.community().id(), member, status, by.caller().actor(), reason, (connection, before) -> Map.of());
            return true;
        } catch (ProblemException e) {
            boolean gone = members.find(by.community().id(), member.handle().value())
                    .filter(now -> now.status() == MemberStatus.LEFT)
                    .isPresent();
            if (!gone) {
                job.errors()
                        .add(
                                "",
                                0,
                                member.handle().value(),
                                e.problem().type().code(),
                                String.valueOf(e.problem().detail()));
            }
            return false;
        }
    }

    private boolean isRight(RunningJob job, CommunityId community) {
        try {
            Verification found = verifyLedger.verify(community);
            found.violations().forEach(wrong -> job.errors().add("", 0, "", "books-are-wrong", wrong.toString()));
            return found.violations().isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot verify the books", e);
        }
    }
}
