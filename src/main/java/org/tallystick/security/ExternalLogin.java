package org.tallystick.security;

import java.time.Instant;

/**
 * What a verified token of an external issuer says.
 *
 * @param session what the issuer calls the session or, where it names none, the token
 * @param expiresAt of the token
 */
public record ExternalLogin(ExternalIdentity identity, Linking linking, String session, Instant expiresAt) {}
