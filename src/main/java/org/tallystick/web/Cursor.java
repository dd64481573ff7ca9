package org.tallystick.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/** Where the next page of a list begins: opaque to clients, the key of the last item to us. */
public final class Cursor {
    private static final int LONGEST = 400;

    private Cursor() {}

    public static String of(String lastKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastKey.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param key makes a key of the text that {@link #of} was given
     * @throws IllegalArgumentException if it cannot have come from there
     */
    public static <T> T read(String cursor, Function<String, T> key) {
        if (cursor.length() > LONGEST) {
            throw new IllegalArgumentException("is not a cursor of this list");
        }
        try {
            return key.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a cursor of this list", e);
        }
    }
}
