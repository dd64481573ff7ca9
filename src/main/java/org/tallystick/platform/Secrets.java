package org.tallystick.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The installation's secret, under which the signing keys in the database are sealed. */
final class Secrets {
    /** 256 bits, the key of AES-GCM. */
    private static final int LENGTH_BYTES = 32;

    static final String FILE = "secret";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A text of 256 random bits that needs no quoting anywhere. */
    static String randomPassword() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes());
    }

    /** The secret of the data directory, made at the first start. */
    static String ofDirectory(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            PrivateFiles.write(file, Base64.getEncoder().encodeToString(randomBytes()) + "\n");
        }
        String secret = Files.readString(file).strip();
        check(secret, "The file " + file);
        return secret;
    }

    /** @throws StartFailure unless the text is 32 bytes in base64 */
    static void check(String secret, String where) {
        int length;
        try {
            length = Base64.getDecoder().decode(secret.strip()).length;
        } catch (IllegalArgumentException e) {
            throw new StartFailure(where + " must hold 32 bytes in base64, and is no base64.", e);
        }
        if (length != LENGTH_BYTES) {
            throw new StartFailure(where + " must hold 32 bytes in base64, and holds " + length + ".");
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[LENGTH_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
