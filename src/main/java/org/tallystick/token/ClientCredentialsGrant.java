package org.tallystick.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Sql;
import org.tallystick.security.AccessTokens;
import org.tallystick.security.Passwords;
import org.tallystick.security.Scope;
import org.tallystick.security.Throttle;

/** An exchange system identifies itself, and gets what any community grants it; each request then holds of that what its own does. */
@ApplicationScoped
class ClientCredentialsGrant {
    private final Sql sql;
    private final Passwords passwords;
    private final Throttle throttle;
    private final AccessTokens tokens;
    private final Clock clock;

    ClientCredentialsGrant(Sql sql, Passwords passwords, Throttle throttle, AccessTokens tokens, Clock clock) {
        this.sql = sql;
        this.passwords = passwords;
        this.throttle = throttle;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param hashes of the secrets that are good now, the newest first */
    private record Login(UUID id, List<String> hashes, boolean active) {}

    /** @param asked scopes separated by spaces; null for all that are granted */
    TokenResponse grant(BasicCredentials credentials, @Nullable String asked, String address) {
        // No system's name has a question mark in it, and no text of the database a zero.
        String name = credentials.name().replace('\0', '?');
        String counted = "client " + name.substring(0, Math.min(name.length(), 60));
        throttle.check(counted, address);
        @Nullable Login login = find(name);
        boolean right = passwords.matches(credentials.secret(), newest(login), () -> throttle.check(counted, address));
        if (!right && login != null && login.hashes().size() > 1) {
            right = passwords.matches(
                    credentials.secret(), Optional.of(login.hashes().get(1)), () -> {});
        }
        if (!right || login == null || !login.active()) {
            throttle.failed(counted, address);
            throw new OAuthException(OAuthException.Error.INVALID_CLIENT, "The client or its secret is wrong.");
        }
        Set<Scope> scopes = scopes(granted(login.id()), asked);
        return TokenResponse.ofClient(tokens.ofClient(login.id(), name, scopes), Scope.format(scopes));
    }

    private @Nullable Login find(String name) {
        return sql.one(
                        """
                        SELECT c.client_id, c.status = 'active' AS active,
                               (SELECT array_agg(s.secret_hash ORDER BY s.issued_at DESC, s.secret_hash) FROM client_secret s
                                 WHERE s.client_id = c.client_id AND coalesce(s.expires_at > ?, true)) AS hashes
                          FROM client c WHERE c.name = ? AND c.status <> 'retired'""",
                        row -> {
                            Array hashes = row.getArray("hashes");
                            return new Login(
                                    row.getObject("client_id", UUID.class),
                                    hashes == null ? List.of() : List.of((String[]) hashes.getArray()),
                                    row.getBoolean("active"));
                        },
                        clock.instant(),
                        name)
                .orElse(null);
    }

    private static Optional<String> newest(@Nullable Login login) {
        return login == null ? Optional.empty() : login.hashes().stream().findFirst();
    }

    private Set<Scope> granted(UUID client) {
        return Scope.known(sql.list(
                "SELECT DISTINCT unnest(scopes) FROM client_grant WHERE client_id = ?",
                row -> row.getString(1),
                client));
    }

    private static Set<Scope> scopes(Set<Scope> granted, @Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return granted;
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String value : List.of(asked.strip().split(" +"))) {
            Optional<Scope> scope =
                    granted.stream().filter(one -> one.value().equals(value)).findFirst();
            scopes.add(scope.orElseThrow(() -> new OAuthException(
                    OAuthException.Error.INVALID_SCOPE, "No community grants this client all of these scopes.")));
        }
        return scopes;
    }
}
