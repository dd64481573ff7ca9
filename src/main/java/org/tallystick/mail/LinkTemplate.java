package org.tallystick.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tallystick.platform.StartFailure;

/** A link with a place for a token: {@code https://app.example.org/join#{token}}. */
public final class LinkTemplate {
    private static final String PLACE = "{token}";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");

    private final String text;

    private LinkTemplate(String text) {
        this.text = text;
    }

    /**
     * @param setting the property that holds it, which the failure names
     * @throws StartFailure unless it has a place for the token, and its scheme is https, or http on this machine
     */
    public static LinkTemplate parse(String setting, String text) {
        String variable = setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        LinkTemplate template = new LinkTemplate(text);
        if (!text.contains(PLACE)) {
            throw new StartFailure(variable + " must contain " + PLACE + ", where the token goes.");
        }
        URI uri;
        try {
            uri = new URI(template.with("token"));
        } catch (URISyntaxException e) {
            throw new StartFailure(variable + " is not a link: " + e.getReason() + ".", e);
        }
        if (!isSafe(uri)) {
            throw new StartFailure(
                    variable + " must begin with https://, for tokens go there; http:// is for this machine alone.");
        }
        return template;
    }

    /** A link for this token. */
    public String with(String token) {
        return text.replace(PLACE, URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    private static boolean isSafe(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(uri.getScheme())
                || ("http".equalsIgnoreCase(uri.getScheme())
                        && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
    }
}
