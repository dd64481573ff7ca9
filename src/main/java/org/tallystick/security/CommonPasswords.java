package org.tallystick.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The passwords that are tried first, because people whose accounts were broken into had them (NIST SP 800-63B asks that they
 * be refused). {@code common-passwords.txt} beside the resource says where they are from and how they are counted.
 *
 * <p>The resource is sorted digests of {@value #DIGEST_BYTES} bytes: it need not show what it refuses, and is searched as it
 * lies. One innocent password in two thousand million has the digest of one of the list, and is refused too.
 */
final class CommonPasswords {
    static final int DIGEST_BYTES = 6;
    static final String RESOURCE = "common-passwords.bin";

    /** More digits and signs around a common word than this are something to guess themselves. */
    private static final int MOST_ORNAMENTS = 6;

    private CommonPasswords() {}

    /** Read when the first new password is judged; most instances live long without one. */
    private static final class Listed {
        static final byte[] DIGESTS = read();

        private Listed() {}

        private static byte[] read() {
            try (InputStream file = CommonPasswords.class.getResourceAsStream(RESOURCE)) {
                if (file == null) {
                    throw new IllegalStateException("the package lacks " + RESOURCE);
                }
                return file.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Whether it is one of them, whatever the case, with other signs for letters ({@code p@ssw0rd}), with separators between,
     * or with up to {@value #MOST_ORNAMENTS} digits and signs at its ends.
     */
    static boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        Set<String> forms = new LinkedHashSet<>();
        addForms(forms, lower);
        addForms(forms, Substitutions.withoutSeparators(lower));
        MessageDigest digest = sha256();
        return forms.stream().anyMatch(form -> lists(digest, form));
    }

    private static void addForms(Set<String> forms, String text) {
        int begin = 0;
        while (begin < text.length() && !Character.isLetter(text.charAt(begin))) {
            begin++;
        }
        int end = text.length();
        while (end > begin && !Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        add(forms, text);
        // A sign at one end may stand for a letter, while those at the other are ornament.
        if (begin + text.length() - end <= MOST_ORNAMENTS) {
            add(forms, text.substring(begin, end));
            add(forms, text.substring(begin));
            add(forms, text.substring(0, end));
        }
    }

    private static void add(Set<String> forms, String text) {
        forms.add(text);
        forms.addAll(Substitutions.undone(text));
    }

    private static boolean lists(MessageDigest digest, String text) {
        byte[] sought = digest(digest, text);
        byte[] all = Listed.DIGESTS;
        int low = 0;
        int high = all.length / DIGEST_BYTES - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int from = middle * DIGEST_BYTES;
            int order = Arrays.compareUnsigned(all, from, from + DIGEST_BYTES, sought, 0, DIGEST_BYTES);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** The first bytes of the SHA-256 of the text. */
    static byte[] digest(MessageDigest digest, String lower) {
        return Arrays.copyOf(digest.digest(lower.getBytes(StandardCharsets.UTF_8)), DIGEST_BYTES);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
