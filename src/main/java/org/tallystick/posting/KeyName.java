package org.tallystick.posting;

import java.util.UUID;

/** A key as the table knows it. */
record KeyName(UUID caller, String key) {
    static KeyName of(KeyClaim claim) {
        return new KeyName(claim.caller(), claim.key());
    }
}
