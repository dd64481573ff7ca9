package org.tallystick.proposal;

import java.time.Instant;
import java.util.UUID;

/**
 * That a party consents.
 *
 * @param by the user or the exchange system who said so
 * @param byOffice whether a person did so by an office, and not as the party's own
 */
record Consent(UUID by, Instant at, boolean byOffice) {}
