package org.tallystick.proposal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a proposal comes from.
 *
 * @param by the user or the exchange system
 * @param byOffice whether a person proposed it by an office
 * @param party the number of the party for whom it was proposed; empty: a mediator's, between others
 * @param link of one that is open to whoever holds it
 * @param key under which it was proposed, and what was asked then
 */
record Origin(
        UUID by,
        boolean byOffice,
        Optional<Integer> party,
        Instant at,
        Optional<SealedLink> link,
        String key,
        byte[] fingerprint) {

    /** A link's token: its digest, by which it is found, and itself, sealed. */
    record SealedLink(byte[] digest, byte[] sealed) {}

    boolean isMediated() {
        return party.isEmpty();
    }
}
