package org.tallystick.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * A letter in the outbox.
 *
 * @param attempts how often it was tried in vain
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record WaitingLetter(UUID id, String kind, byte[] sealed, Instant queuedAt, int attempts) {}
