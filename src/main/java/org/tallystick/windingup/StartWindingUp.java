package org.tallystick.windingup;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.Approvals;
import org.tallystick.approval.AskApproval;
import org.tallystick.change.Reason;
import org.tallystick.community.Phase;
import org.tallystick.ledger.SettlementRule;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Begins to wind a community up, which always takes two: from then on everything can be read, and nothing changed. */
@ApplicationScoped
class StartWindingUp implements Approvable {
    private static final String KIND = "winding-up";
    private static final String RULE = "settlementRule";
    private static final String DAYS = "erasureAfterDays";
    private static final String DONE = "The community is being wound up: everything can be read, nothing changed";
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    private final AskApproval asking;
    private final Approvals approvals;
    private final WindingUps windingUps;
    private final MovePhase phases;
    private final Clock clock;

    StartWindingUp(AskApproval asking, Approvals approvals, WindingUps windingUps, MovePhase phases, Clock clock) {
        this.asking = asking;
        this.approvals = approvals;
        this.windingUps = windingUps;
        this.phases = phases;
        this.clock = clock;
    }

    /** What a client writes. */
    @Schema(name = "NewWindingUp")
    public record Body(
            @Nullable String settlementRule,
            @Nullable Integer erasureAfterDays,
            @Nullable String reason) {}

    /** @throws ProblemException {@code malformed} */
    Approval ask(Access by, Body body) {
        FieldErrors errors = new FieldErrors();
        Optional<SettlementRule> rule = errors.read(RULE, body.settlementRule(), SettlementRule::read);
        @Nullable Integer given = body.erasureAfterDays();
        int days = given == null ? USUAL_DAYS : given;
        if (days < 0 || days > MOST_DAYS) {
            errors.add(DAYS, "out-of-range", "must be 0 to " + MOST_DAYS);
        }
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        Map<String, @Nullable Object> act = new HashMap<>();
        act.put(RULE, rule.orElseThrow().text());
        act.put(DAYS, days);
        return asking.ask(
                by,
                Optional.empty(),
                KIND,
                "Wind the community up: read-only from now on, then settled against "
                        + rule.orElseThrow().text() + ", and erased no sooner than " + days + " days later",
                act,
                List.of(),
                reason);
    }

    @Override
    public Permission permission() {
        return Permission.WIND_UP;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String perform(Access by, Approved approved) {
        by.require(Permission.WIND_UP);
        SettlementRule rule = SettlementRule.read(approved.text(RULE));
        int days = approved.act().get(DAYS) instanceof Integer given ? given : USUAL_DAYS;
        WindingUp begun = new WindingUp(
                rule, days, approved.reason().text(), clock.instant(), Optional.empty(), Optional.empty());
        boolean moved = phases.move(
                by, Phase.OPEN, Phase.WINDING_UP, approved.reason(), Map.of(RULE, rule.text(), DAYS, days), () -> {
                    windingUps.begin(by.community().id(), begun);
                    approvals.done(by.community().id(), approved.id(), DONE);
                });
        if (!moved) {
            throw ProblemException.of(ProblemType.STATE_CONFLICT, "The community is being wound up already.");
        }
        return DONE;
    }
}
