package org.tallystick.mail;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * One address that a letter goes to. Its form is checked here again, whoever calls: nothing in it may end a header or add
 * another recipient. The domain is kept in its ASCII form (RFC 5891).
 */
public record Recipient(String address) {
    private static final int LONGEST = 254;
    private static final Pattern FORM = Pattern.compile(
            "[^\\p{Cntrl}\\p{Z}\\p{C}<>()\\[\\]\\\\,;:@\"]{1,64}@[\\p{L}\\p{M}\\p{N}-]+(\\.[\\p{L}\\p{M}\\p{N}-]+)*");

    /** @throws IllegalArgumentException whose message does not repeat the address */
    public Recipient {
        if (address.length() > LONGEST || !FORM.matcher(address).matches()) {
            throw new IllegalArgumentException("is not an e-mail address, such as alice@example.org");
        }
        int at = address.indexOf('@');
        address = address.substring(0, at + 1) + ascii(address.substring(at + 1));
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a domain that is none", e);
        }
    }

    @Override
    public String toString() {
        return "Recipient";
    }
}
