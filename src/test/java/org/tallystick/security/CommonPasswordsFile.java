package org.tallystick.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes {@code common-passwords.bin} anew, from a list of passwords, most used first: {@code common-passwords.txt} says which.
 * Run from the root of the sources with the list as its argument.
 */
final class CommonPasswordsFile {
    private static final Path TARGET = Path.of("src/main/resources/org/tallystick/security", CommonPasswords.RESOURCE);
    /** How many of the most used are also taken as words that others are made of. */
    private static final int MOST_USED = 20_000;

    private static final Pattern WORD = Pattern.compile("[a-z]{4,}");
    /** Famous as an example of a good password, which made it a bad one. */
    private static final List<String> FAMOUS = List.of("correct horse battery staple", "correcthorsebatterystaple");

    private CommonPasswordsFile() {}

    public static void main(String[] arguments) throws IOException {
        List<String> passwords = new ArrayList<>(FAMOUS);
        int rank = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String password = Normalizer.normalize(line, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
            boolean word = rank < MOST_USED && WORD.matcher(password).matches();
            if (word || password.length() >= Passwords.SHORTEST) {
                passwords.add(password);
            }
            rank++;
        }
        MessageDigest sha256 = CommonPasswords.sha256();
        TreeSet<byte[]> digests = new TreeSet<>(Arrays::compareUnsigned);
        passwords.forEach(password -> digests.add(CommonPasswords.digest(sha256, password)));
        byte[] file = new byte[digests.size() * CommonPasswords.DIGEST_BYTES];
        int at = 0;
        for (byte[] digest : digests) {
            System.arraycopy(digest, 0, file, at, digest.length);
            at += digest.length;
        }
        Files.write(TARGET, file);
    }
}
