package org.tallystick.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses whose answer can be believed: of https, or on this machine. */
final class SecureAddress {
    /** Written out: a name that a resolver turns into such an address is as good as the resolver. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1\\]|\\[0:0:0:0:0:0:0:1\\]");

    private SecureAddress() {}

    /** @throws IllegalArgumentException for any other */
    static URI of(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is no address", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("it is no address of https");
        }
        if (scheme.equals("https")
                || (scheme.equals("http") && LOOPBACK.matcher(host).matches())) {
            return uri;
        }
        throw new IllegalArgumentException("it must begin with https://, unless it is on this machine");
    }
}
