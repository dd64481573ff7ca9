package org.tallystick.member;

import java.util.regex.Pattern;
import org.tallystick.problem.Text;

/**
 * An address that mail can be sent to, by its form alone: whether someone reads there is found out by writing. The form is
 * that of HTML's e-mail field, with letters of every script.
 */
public record EmailAddress(String value) {
    private static final int LONGEST = 254;
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@"
            + "[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?"
            + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?)+");

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public EmailAddress {
        value = Text.read(value, LONGEST);
        boolean dots = value.startsWith(".") || value.contains("..") || value.contains(".@");
        if (dots || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("is not an e-mail address, such as alice@example.org");
        }
    }
}
