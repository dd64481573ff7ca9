package org.tallystick.security;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a login is called: lower case, without spaces. {@code handle@slug} is kept for a community's member. */
final class Usernames {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._+@-]{1,99}");
    private static final Pattern MEMBERS = Pattern.compile("[^@]+@[a-z0-9][a-z0-9-]{1,39}");

    private Usernames() {}

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    static String read(String text) {
        String username = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(username).matches()) {
            throw new IllegalArgumentException("must be 2 to 100 letters, digits, or one of . _ + @ -");
        }
        return username;
    }

    static boolean isMembers(String username) {
        return MEMBERS.matcher(username).matches();
    }

    static String ofMember(String handle, CommunityFacts community) {
        return handle + "@" + community.slug();
    }
}
