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
 * @param key under which it was proposed
 * @param fingerprint what was asked then, in hexadecimal
 */
record Origin(
        UUID by,
        boolean byOffice,
        Optional<Integer> party,
        Instant at,
        Optional<SealedLink> link,
        String key,
        String fingerprint) {

    /** A link's token, in hexadecimal: its digest, by which it is found, and itself, sealed. */
    record SealedLink(String digest, String sealed) {}

    boolean isMediated() {
        return party.isEmpty();
    }
}
