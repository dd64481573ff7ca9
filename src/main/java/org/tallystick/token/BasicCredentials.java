package org.tallystick.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's name and secret in HTTP Basic, form-encoded within it as RFC 6749 §2.3.1 has them. */
record BasicCredentials(String name, String secret) {
    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 1_024;

    /** Empty unless the header holds both. */
    static Optional<BasicCredentials> of(@Nullable String header) {
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String both = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(
                            URLDecoder.decode(both.substring(0, colon), StandardCharsets.UTF_8),
                            URLDecoder.decode(both.substring(colon + 1), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without the secret, for whoever logs it. */
    @Override
    public String toString() {
        return name;
    }
}
