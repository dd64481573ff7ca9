package org.tallystick.windingup;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Phase;
import org.tallystick.ledger.CommunityId;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.AccessControl;

/** Moves a community from one phase to the next, once, with a record of it; whatever was authorised before is stale then. */
@ApplicationScoped
class MovePhase {
    private final WindingUps windingUps;
    private final AccessChanges changes;
    private final AccessControl control;

    MovePhase(WindingUps windingUps, AccessChanges changes, AccessControl control) {
        this.windingUps = windingUps;
        this.changes = changes;
        this.control = control;
    }

    /**
     * @param along what else belongs to it, in the same transaction
     * @return whether it was in the first phase; else nothing is done
     */
    boolean move(Access by, Phase from, Phase to, Reason reason, Map<String, ?> more, Runnable along) {
        CommunityId community = by.community().id();
        boolean moved = QuarkusTransaction.requiringNew().call(() -> {
            if (!windingUps.move(community, from, to)) {
                return false;
            }
            changes.raise(community);
            along.run();
            Map<String, @Nullable Object> after = new HashMap<>(more);
            after.put("phase", to.text());
            changes.record(
                    community,
                    Subject.COMMUNITY,
                    by.community().slug(),
                    by.caller().actor(),
                    reason,
                    Map.of("phase", from.text()),
                    after);
            return true;
        });
        control.forget(community);
        return moved;
    }
}
