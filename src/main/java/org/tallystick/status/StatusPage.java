package org.tallystick.status;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** How it stands, for a browser: a page that runs nothing, and whose only style is its own. */
final class StatusPage {
    /** The browser applies the style that has this sum, and nothing else. */
    static final String CONTENT_POLICY;

    private static final RawString STYLE;

    static {
        String style = read("style.css");
        STYLE = new RawString(style);
        CONTENT_POLICY =
                "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; frame-ancestors 'none'; base-uri 'none'";
    }

    private StatusPage() {}

    /** The build checks that the page names only what is there. */
    @CheckedTemplate(basePath = "status")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance page(Status status, RawString style);
    }

    static String of(Status status) {
        return Pages.page(status, STYLE).render();
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(StatusPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
