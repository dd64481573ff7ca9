package org.tallystick.testing;

import java.util.List;
import java.util.Map;

/** What is sent to open a community of one currency, CRED of scale 2, for an exchange system that trades for its members. */
public final class NewCommunity {
    private NewCommunity() {}

    public static Map<String, Object> of(String slug) {
        Map<String, Object> currency = Map.of("code", "CRED", "name", "Credit", "symbol", "c", "scale", 2);
        return Map.of("slug", slug, "name", slug, "timeZone", "Europe/Lisbon", "currencies", List.of(currency));
    }

    /** An exchange system that records trades and reads accounts and statements. */
    public static Map<String, Object> client(String name) {
        return Map.of(
                "name",
                name,
                "scopes",
                List.of("trades:write", "accounts:read", "statements:read"),
                "reason",
                "it trades for all");
    }
}
