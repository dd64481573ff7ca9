package org.tallystick.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the next page of a list begins: opaque to clients, the key of the last item to us. */
public final class Cursor {
    private static final int LONGEST = 400;

    private Cursor() {}

    public static String of(String lastKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastKey.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if it cannot have come from {@link #of} */
    public static String read(String cursor) {
        if (cursor.length() > LONGEST) {
            throw new IllegalArgumentException("is not a cursor of this list");
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a cursor of this list", e);
        }
    }
}
