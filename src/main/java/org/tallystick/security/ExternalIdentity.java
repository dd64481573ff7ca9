package org.tallystick.security;

import java.util.Optional;

/**
 * A person, as an external issuer knows them. The issuer and the subject together name the person; the address is only
 * what the issuer says of them today.
 *
 * @param subject at most 255 characters; never given to another person (OpenID Connect Core §2)
 * @param verifiedEmail the address, if the issuer says that it has verified it
 */
public record ExternalIdentity(String issuer, String subject, Optional<String> verifiedEmail) {}
