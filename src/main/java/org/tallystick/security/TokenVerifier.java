package org.tallystick.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Turns an access token into its caller. A token that was verified once is remembered until it expires. */
@ApplicationScoped
public class TokenVerifier {
    private static final int LONGEST_TOKEN = 8_192;
    private static final int MOST_REMEMBERED = 20_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Issuers issuers;
    private final SecurityMetrics metrics;
    private final Clock clock;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    public TokenVerifier(Issuers issuers, SecurityMetrics metrics, Clock clock) {
        this.clock = clock;
        this.issuers = issuers;
        this.metrics = metrics;
    }

    private record Verified(Caller caller, long expiresAtSeconds) {
        boolean isAlive(Instant now) {
            return now.getEpochSecond() < expiresAtSeconds;
        }
    }

    /** The caller of a token that was verified before and has not expired; reads nothing. */
    public Optional<Caller> remembered(String token) {
        Verified found = verified.getIfPresent(token);
        return found != null && found.isAlive(clock.instant()) ? Optional.of(found.caller()) : Optional.empty();
    }

    /**
     * The caller of a token. May read the keys anew.
     *
     * @throws ProblemException 401, if it is not a good token
     */
    public Caller verify(String token) {
        Optional<Caller> before = remembered(token);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            Verified now = read(token);
            verified.put(token, now);
            return now.caller();
        } catch (ParseException | IOException | IllegalArgumentException e) {
            metrics.authenticationFailed("invalid-token");
            throw invalid("The access token is not valid here, or has expired.");
        }
    }

    /** A 401 for a request that brought a token. */
    public static ProblemException invalid(String detail) {
        return Problem.of(ProblemType.UNAUTHENTICATED, detail)
                .with("error", "invalid_token")
                .asException();
    }

    private Verified read(String token) throws ParseException, IOException {
        String[] parts = token.split("\\.", -1);
        if (token.length() > LONGEST_TOKEN || parts.length != 3) {
            throw new ParseException("not a token");
        }
        String keyId = text(parts[0], "kid");
        Issuer issuer = issuers.find(text(parts[1], "iss")).orElseThrow(() -> new ParseException("unknown issuer"));
        JsonWebToken claims = issuer.verify(token, keyId);
        return new Verified(toCaller(claims), claims.getExpirationTime());
    }

    /** Of a part that nobody has verified: good for finding what verifies it, and for nothing else. */
    private static String text(String part, String name) throws ParseException, IOException {
        JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(part));
        JsonNode value = node == null ? null : node.get(name);
        if (value == null || !value.isTextual()) {
            throw new ParseException("no " + name);
        }
        return value.textValue();
    }

    private static Caller toCaller(JsonWebToken claims) throws ParseException {
        UUID id = UUID.fromString(required(claims.getSubject()));
        String name = required(claims.getClaim("name"));
        String kind = required(claims.getClaim("kind"));
        if (kind.equals("client")) {
            Set<Scope> scopes =
                    Scope.known(Set.of(required(claims.getClaim("scope")).split(" ")));
            return new Caller(id, CallerKind.CLIENT, name, Optional.empty(), scopes);
        }
        if (!kind.equals("user")) {
            throw new ParseException("unknown kind");
        }
        UUID session = UUID.fromString(required(claims.getClaim("sid")));
        return new Caller(id, CallerKind.USER, name, Optional.of(session), Set.of());
    }

    private static String required(@Nullable Object claim) throws ParseException {
        if (claim instanceof String text) {
            return text;
        }
        throw new ParseException("a claim is missing");
    }
}
