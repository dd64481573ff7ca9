package org.tallystick.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.tallystick.change.Actor;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;

/** Lets a new key sign the access tokens, and keeps who wanted it. */
@ApplicationScoped
class RotateKeys {
    private static final Reason REASON = new Reason("A new key signs");

    private final SigningKeys keys;
    private final AccessChanges changes;

    RotateKeys(SigningKeys keys, AccessChanges changes) {
        this.keys = keys;
        this.changes = changes;
    }

    /** @return the id of the key that signs from now on */
    @Transactional
    String rotate(Actor by) {
        String id = keys.rotate();
        changes.record(ChangeRecords.INSTALLATION, Subject.KEY, id, by, REASON, null, Map.of("kid", id));
        return id;
    }
}
