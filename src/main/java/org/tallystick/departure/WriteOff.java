package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.departure.WriteOffs.Decided;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.ChangeStatus;
import org.tallystick.member.Member;
import org.tallystick.member.MemberStatus;
import org.tallystick.platform.AwaitStandby;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;

/**
 * Writes off what a member leaves behind who had its time to settle, or whom nobody finds any more: a trade for each account
 * brings it to zero, against settlement or the fund, and the member has left. The whole community sees it. Nobody decides it for
 * a member for whom they act themselves; the community's own accounts are no member's, and are never written off.
 */
@ApplicationScoped
public class WriteOff {
    private final Departures departures;
    private final WriteOffs writeOffs;
    private final BookWriteOff booking;
    private final ChangeStatus changeStatus;
    private final AwaitStandby standby;
    private final Clock clock;

    WriteOff(
            Departures departures,
            WriteOffs writeOffs,
            BookWriteOff booking,
            ChangeStatus changeStatus,
            AwaitStandby standby,
            Clock clock) {
        this.departures = departures;
        this.writeOffs = writeOffs;
        this.booking = booking;
        this.changeStatus = changeStatus;
        this.standby = standby;
        this.clock = clock;
    }

    /** Who takes on what the member leaves behind. */
    enum Against {
        SETTLEMENT,
        FUND;

        /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
        static Against read(String text) {
            for (Against one : values()) {
                if (one.text().equals(text)) {
                    return one;
                }
            }
            throw new IllegalArgumentException("must be \"settlement\" or \"fund\"");
        }

        /** Which is also the address of its account. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a client writes. */
    @Schema(name = "NewWriteOff")
    public record Body(@Nullable String against, @Nullable String reason) {}

    /** What is asked for. */
    record Asked(Against against, Reason reason) {}

    private static Asked parse(Body body) {
        FieldErrors errors = new FieldErrors();
        Optional<Against> against = errors.read("against", body.against(), Against::read);
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        return new Asked(against.orElseThrow(), reason);
    }

    /** Whether the caller has written something off under this key. */
    boolean isDecided(Access access, IdempotencyKey key) {
        return writeOffs
                .byKey(access.community().id(), access.caller().id(), key.value())
                .isPresent();
    }

    /** What is asked for, if the caller could have it now. Throws as {@link #writeOff}. */
    Asked read(Access access, Member member, Body body) {
        requireMayDecide(access, member);
        Asked asked = parse(body);
        requireDue(access, member);
        return asked;
    }

    /**
     * Safe to repeat under the same key.
     *
     * @throws ProblemException {@code forbidden} also for whoever acts for the member; {@code malformed}; {@code state-conflict}
     *     for one who is not leaving, has time left, or has amounts on hold; a refusal where the fund has too little
     */
    public Answer<WriteOffView> writeOff(Access access, Member member, Body body, IdempotencyKey key) {
        return writeOff(access, member, body, key, Optional.empty());
    }

    /** What remains to be written off, by currency. */
    Map<String, String> remaining(Member member, CommunityId community) {
        return booking.remaining(community, member);
    }

    /** @param most what was to be written off when somebody asked for it; {@code state-conflict} for more than that */
    Answer<WriteOffView> writeOff(
            Access access, Member member, Body body, IdempotencyKey key, Optional<Map<String, String>> most) {
        requireMayDecide(access, member);
        Asked asked = parse(body);
        Against against = asked.against();
        Reason reason = asked.reason();
        CommunityId community = access.community().id();
        UUID caller = access.caller().id();
        Optional<Decided> earlier = writeOffs.byKey(community, caller, key.value());
        if (earlier.isPresent()) {
            requireSame(earlier.get(), member, against, reason);
            standby.await();
        } else {
            requireDue(access, member);
            booking.book(access, member, against, reason, key, most, present -> {
                requireMayDecide(present, member);
                requireDue(present, member);
            });
        }
        close(access, member, reason);
        WriteOffView view = writeOffs
                .byKey(community, caller, key.value())
                .map(Decided::view)
                .orElseGet(() -> new WriteOffView(
                        null,
                        member.handle().value(),
                        against.text(),
                        reason.text(),
                        access.caller().name(),
                        clock.instant(),
                        List.of()));
        return new Answer<>(view, earlier.isPresent());
    }

    private static void requireMayDecide(Access access, Member member) {
        access.require(Permission.WRITE_OFF, member.id());
        if (access.actsFor(member.id())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You act for this member; another administrator decides what becomes of what it leaves behind.");
        }
    }

    private static void requireSame(Decided earlier, Member member, Against against, Reason reason) {
        boolean same = earlier.member().equals(member.id())
                && earlier.view().against().equals(against.text())
                && earlier.view().reason().equals(reason.text());
        if (!same) {
            throw BookWriteOff.keyReused();
        }
    }

    private void requireDue(Access access, Member member) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), access.community().zone());
        Departure departure = departures
                .open(access.community().id(), member.id())
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.STATE_CONFLICT,
                        member.handle()
                                + (member.status() == MemberStatus.LEFT
                                        ? " has left already, and nothing remains."
                                        : " is not leaving; begin a departure first.")));
        if (!departure.mayBeWrittenOff(today)) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    member.handle() + " has until " + departure.deadline() + " to settle by itself; wait until then, or"
                            + " begin the departure anew where the member has vanished or died.");
        }
    }

    private void close(Access access, Member member, Reason reason) {
        boolean open = departures.open(access.community().id(), member.id()).isPresent();
        if (open) {
            changeStatus.change(
                    access,
                    Permission.WRITE_OFF,
                    present -> {},
                    member,
                    MemberStatus.LEFT,
                    reason,
                    (connection, before) -> {
                        CloseSettled.requireLeaving(before);
                        return Map.of();
                    });
        }
    }
}
