package org.tallystick.member;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.web.Dates;

/**
 * Something that a community wants to know of its members.
 *
 * @param choices of a choice: 1 to {@value #MOST_CHOICES}; else none
 * @param required once it has a value, it keeps one
 */
record ProfileField(
        String code,
        String label,
        Kind kind,
        List<String> choices,
        boolean required,
        Visibility visibility,
        boolean ownerMayChange) {
    static final int MOST_CHOICES = 50;

    private static final int LONGEST_VALUE = 500;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,6})?");

    ProfileField {
        choices = List.copyOf(choices);
    }

    /** What its values are. All are kept and told as texts. */
    enum Kind {
        TEXT,
        CHOICE,
        NUMBER,
        DATE,
        URL;

        /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
        static Kind read(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("must be text, choice, number, date or url");
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who sees its values, beside those who look after the member. */
    enum Visibility {
        /** Nobody; the member's owners where they may change it. */
        ADMINISTRATORS,
        /** Whoever acts for a member of the community, or has an office there. */
        MEMBERS,
        /** Whoever may see who the members are, programs too. */
        EVERYONE;

        /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
        static Visibility read(String text) {
            for (Visibility visibility : values()) {
                if (visibility.text().equals(text)) {
                    return visibility;
                }
            }
            throw new IllegalArgumentException("must be administrators, members or everyone");
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static String readCode(String text) {
        if (!CODE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "has 1 to 40 small letters a-z, digits and hyphens, and begins with a letter");
        }
        return text;
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    String readValue(String text) {
        String value = Text.read(text, LONGEST_VALUE);
        switch (kind) {
            case TEXT -> {}
            case CHOICE -> require(choices.contains(value), "must be one of: " + String.join(", ", choices));
            case NUMBER -> require(NUMBER.matcher(value).matches(), "must be a number, such as 12 or -0.5");
            case DATE -> Dates.read(value);
            case URL -> require(isUrl(value), "must be an address that begins with https:// or http://");
        }
        return value;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether the caller sees the value that this member has. */
    boolean isSeenBy(Access access, Member member) {
        return isSeenBy(access, member.id());
    }

    boolean isSeenBy(Access access, MemberId member) {
        return access.mayByOffice(Permission.SEE_PROFILES, member)
                || (ownerMayChange && access.may(Permission.CHANGE_OWN_PROFILE, member))
                || isSeenBy(access);
    }

    /** Whether the caller sees it of every member. */
    boolean isSeenBy(Access access) {
        return switch (visibility) {
            case ADMINISTRATORS -> access.everywhere(Permission.SEE_PROFILES);
            case MEMBERS ->
                !access.memberships().isEmpty()
                        || !access.offices().isEmpty()
                        || access.everywhere(Permission.SEE_PROFILES);
            case EVERYONE -> true;
        };
    }

    /** Of what a member has, what the caller sees, in the order of the fields. */
    static Map<String, String> seen(Access access, Member member, List<ProfileField> fields) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (ProfileField field : fields) {
            String value = member.profile().get(field.code());
            if (value != null && field.isSeenBy(access, member)) {
                seen.put(field.code(), value);
            }
        }
        return seen;
    }

    Map<String, @Nullable Object> toValues() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("code", code);
        values.put("label", label);
        values.put("kind", kind.text());
        values.put("choices", choices);
        values.put("required", required);
        values.put("visibility", visibility.text());
        values.put("ownerMayChange", ownerMayChange);
        return values;
    }
}
