package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.tallystick.change.Reason;
import org.tallystick.member.ChangeStatus;
import org.tallystick.member.Member;
import org.tallystick.member.MemberStatus;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Takes a departure back that is not over: the member is what it was before. */
@ApplicationScoped
class TakeBackDeparture {
    private final Departures departures;
    private final ChangeStatus changeStatus;

    TakeBackDeparture(Departures departures, ChangeStatus changeStatus) {
        this.departures = departures;
        this.changeStatus = changeStatus;
    }

    /**
     * @throws ProblemException {@code not-found} where there is none that is not over; {@code forbidden} for an owner, where
     *     those who run the community began it
     */
    void takeBack(Access access, Member member, Reason reason) {
        access.require(Permission.LEAVE, member.id());
        Departure departure = departures
                .open(access.community().id(), member.id())
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.NOT_FOUND, member.handle() + " is not about to leave."));
        changeStatus.change(
                access,
                Permission.LEAVE,
                present -> requireMayTakeBack(present, member, departure),
                member,
                departure.statusBefore(),
                reason,
                (connection, before) -> {
                    if (before.status() != MemberStatus.LEAVING) {
                        throw ProblemException.of(
                                ProblemType.STATE_CONFLICT, member.handle() + " is not about to leave any more.");
                    }
                    return Map.of();
                });
    }

    private static void requireMayTakeBack(Access access, Member member, Departure departure) {
        if (departure.byOffice() && !StartDeparture.byOffice(access, member)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Those who run the community began this departure, and they alone take it back.");
        }
    }
}
