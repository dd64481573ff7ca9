package org.tallystick.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.tallystick.security.VerificationKeys.VerificationKey;

/**
 * Reads what keys a provider publishes now: where its settings say or, by OpenID Connect Discovery 1.0, where its own
 * description says, which must be of exactly this issuer (§4.3).
 */
final class KeysOfProvider implements RemoteKeys.Source {
    private static final int LONGEST_PRINTED = 200;

    private final ProviderSettings settings;
    private final JsonOverHttp http;

    KeysOfProvider(ProviderSettings settings, JsonOverHttp http) {
        this.settings = settings;
        this.http = http;
    }

    @Override
    public List<VerificationKey> read() throws IOException {
        URI address = settings.jwksUri().isPresent() ? settings.jwksUri().get() : discover();
        return PublishedKeys.of(http.get(address), settings.algorithms());
    }

    /** For the log, on one line. */
    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_PRINTED)).replaceAll("\\p{Cntrl}", "?");
    }

    private URI discover() throws IOException {
        String issuer = settings.issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode description = http.get(URI.create(base + "/.well-known/openid-configuration"));
        String named = description.path("issuer").asText("");
        if (!named.equals(issuer)) {
            throw new IOException("the description found there is of the issuer '" + printable(named) + "'");
        }
        try {
            return SecureAddress.of(description.path("jwks_uri").asText(""));
        } catch (IllegalArgumentException e) {
            throw new IOException("its jwks_uri will not do: " + e.getMessage(), e);
        }
    }
}
