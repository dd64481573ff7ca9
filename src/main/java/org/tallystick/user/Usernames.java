package org.tallystick.user;

import java.util.Locale;
import java.util.regex.Pattern;
import org.tallystick.security.CommunityFacts;

/** What a login is called: lower case, without spaces. {@code handle@slug} is kept for a community's member. */
public final class Usernames {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._+@-]{1,99}");
    private static final Pattern MEMBERS = Pattern.compile("[^@]+@[a-z0-9][a-z0-9-]{1,39}");

    private Usernames() {}

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static String read(String text) {
        String username = text.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(username).matches()) {
            throw new IllegalArgumentException("must be 2 to 100 letters, digits, or one of . _ + @ -");
        }
        return username;
    }

    /** The same, for a login that a person chooses a name for: none of those that are kept. */
    static String readNew(String text) {
        String username = read(text);
        if (isMembers(username)) {
            throw new IllegalArgumentException("must not be of the form name@community, which members' logins have");
        }
        return username;
    }

    public static boolean isMembers(String username) {
        return MEMBERS.matcher(username).matches();
    }

    public static String ofMember(String handle, CommunityFacts community) {
        return handle + "@" + community.slug();
    }
}
