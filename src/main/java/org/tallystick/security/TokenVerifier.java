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
import org.tallystick.security.VerificationKeys.VerificationKey;

/**
 * Turns an access token into its caller. A token that was verified once is remembered until it expires, or its issuer takes
 * the key back; one of somebody whom no user is linked to is not, for that may change with the next request.
 */
@ApplicationScoped
public class TokenVerifier {
    private static final int LONGEST_TOKEN = 8_192;
    private static final int MOST_REMEMBERED = 20_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Issuers issuers;
    private final ExternalUsers users;
    private final SecurityMetrics metrics;
    private final Clock clock;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    public TokenVerifier(Issuers issuers, ExternalUsers users, SecurityMetrics metrics, Clock clock) {
        this.clock = clock;
        this.issuers = issuers;
        this.users = users;
        this.metrics = metrics;
    }

    private record Verified(Caller caller, Signed by) {
        boolean isAlive(Instant now) {
            return now.getEpochSecond() < by.claims().getExpirationTime()
                    && by.issuer().keys().stillVerifies(by.key());
        }
    }

    /**
     * A token whose signature, issuer, audience and times are good.
     *
     * @param login absent for a token of the built-in issuer
     */
    private record Signed(Issuer issuer, VerificationKey key, JsonWebToken claims, Optional<ExternalLogin> login) {}

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
        Signed signed;
        Caller caller;
        try {
            signed = read(token);
            caller = signed.login().isPresent()
                    ? Caller.unlinked(signed.login().get().identity())
                    : builtIn(signed.claims());
        } catch (ParseException | IOException | IllegalArgumentException e) {
            metrics.authenticationFailed("invalid-token");
            throw invalid("The access token is not valid here, or has expired.");
        }
        Caller known = signed.login()
                .flatMap(login -> users.find(login).map(user -> Caller.linked(login.identity(), user)))
                .orElse(caller);
        if (known.isLinked()) {
            verified.put(token, new Verified(known, signed));
        }
        return known;
    }

    /** A 401 for a request that brought a token. */
    public static ProblemException invalid(String detail) {
        return Problem.of(ProblemType.UNAUTHENTICATED, detail)
                .with("error", "invalid_token")
                .asException();
    }

    private Signed read(String token) throws ParseException, IOException {
        String[] parts = token.split("\\.", -1);
        if (token.length() > LONGEST_TOKEN || parts.length != 3) {
            throw new ParseException("not a token");
        }
        JsonNode header = json(parts[0]);
        JsonNode payload = json(parts[1]);
        Issuer issuer = issuers.find(text(payload, "iss")).orElseThrow(() -> new ParseException("unknown issuer"));
        VerificationKey key = issuer.key(text(header, "kid"));
        JsonWebToken claims = issuer.verify(token, key);
        return new Signed(
                issuer,
                key,
                claims,
                issuer.linking().isPresent()
                        ? Optional.of(ExternalClaims.read(issuer, token, header, payload, clock.instant()))
                        : Optional.empty());
    }

    /** A part that nobody has verified yet: good for finding what verifies it, and until then for nothing else. */
    private static JsonNode json(String part) throws ParseException, IOException {
        JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(part));
        if (node == null) {
            throw new ParseException("an empty part");
        }
        return node;
    }

    private static String text(JsonNode node, String name) throws ParseException {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new ParseException("no " + name);
        }
        return value.textValue();
    }

    private static Caller builtIn(JsonWebToken claims) throws ParseException {
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
