package org.tallystick.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a verified token of an external issuer says, and whether it is an access token at all. Signature, issuer, audience and
 * times are those of one that is meant for here; but an ID token and a refresh token are signed with the same keys, and
 * whoever is shown one of those was not given leave to act with it here (RFC 9068 §4, OpenID Connect Core §2).
 */
final class ExternalClaims {
    private static final int LONGEST_SUBJECT = 255;
    /** RFC 5321 §4.5.3.1.3, less the brackets. */
    private static final int LONGEST_EMAIL = 254;

    private static final Set<String> HEADER_TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /** Of ID tokens and logout tokens; and of tokens that are bound to a key, whose proof nobody checks here. */
    private static final List<String> OF_OTHER_TOKENS = List.of("at_hash", "c_hash", "nonce", "events", "cnf");

    private ExternalClaims() {}

    /**
     * @param token for what names the session where no claim does
     * @param claims of a token that was verified
     * @throws ParseException for a token that is no access token
     */
    static ExternalLogin read(Issuer issuer, String token, JsonNode header, JsonNode claims, Instant now)
            throws ParseException {
        requireAccessToken(header, claims);
        if (claims.path("iat").asLong(Long.MAX_VALUE) > now.getEpochSecond() + Issuer.CLOCK_SKEW_SECONDS) {
            throw new ParseException("issued in the future");
        }
        String subject = claims.path("sub").asText("");
        if (!claims.path("sub").isTextual() || subject.isBlank() || !isShort(subject, LONGEST_SUBJECT)) {
            throw new ParseException("no subject");
        }
        return new ExternalLogin(
                new ExternalIdentity(issuer.name(), subject, verifiedEmail(claims)),
                issuer.linking().orElseThrow(),
                session(token, claims),
                Instant.ofEpochSecond(claims.path("exp").asLong()));
    }

    private static void requireAccessToken(JsonNode header, JsonNode claims) throws ParseException {
        // Keycloak says it in a claim of its own: Bearer, ID, Refresh, Offline and others.
        boolean access = isOneOf(HEADER_TYPES, header.path("typ")) && isOneOf(Set.of("bearer"), claims.path("typ"));
        if (!access || OF_OTHER_TOKENS.stream().anyMatch(claims::has)) {
            throw new ParseException("no access token");
        }
    }

    private static boolean isOneOf(Set<String> values, JsonNode node) {
        return node.isMissingNode()
                || (node.isTextual() && values.contains(node.asText().toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> verifiedEmail(JsonNode claims) {
        JsonNode verified = claims.path("email_verified");
        return Optional.of(claims.path("email"))
                .filter(email -> verified.isBoolean() && verified.booleanValue() && email.isTextual())
                .map(JsonNode::asText)
                .filter(email -> email.indexOf('@') > 0 && isShort(email, LONGEST_EMAIL));
    }

    private static boolean isShort(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private static String session(String token, JsonNode claims) {
        for (String name : List.of("sid", "jti")) {
            if (claims.path(name).isTextual()) {
                return name + ':' + claims.path(name).asText();
            }
        }
        return "token:" + token;
    }
}
