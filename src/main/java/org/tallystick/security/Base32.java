package org.tallystick.security;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Bytes as text of thirty-two characters, five bits each, without padding. */
final class Base32 {
    /** That of RFC 4648 §6, which authenticator apps read. */
    static final Base32 RFC_4648 = new Base32("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    /** Douglas Crockford's: I, L, O and U are left out, so no two characters look alike and no words come about. */
    static final Base32 CROCKFORD = new Base32("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

    private static final int BITS_OF_A_CHARACTER = 5;
    private static final int LOWEST_BITS = 0x1F;
    private static final int LOWEST_BYTE = 0xFF;

    private final String alphabet;

    private Base32(String alphabet) {
        this.alphabet = alphabet;
    }

    String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte value : bytes) {
            held = (held << Byte.SIZE) | (value & LOWEST_BYTE);
            bits += Byte.SIZE;
            while (bits >= BITS_OF_A_CHARACTER) {
                bits -= BITS_OF_A_CHARACTER;
                text.append(alphabet.charAt((held >> bits) & LOWEST_BITS));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(alphabet.charAt((held << (BITS_OF_A_CHARACTER - bits)) & LOWEST_BITS));
        }
        return text.toString();
    }

    /**
     * @param text of the alphabet's characters alone, capitals
     * @return empty where a character is not of the alphabet, or the text is none that {@link #encode} makes
     */
    Optional<byte[]> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = alphabet.indexOf(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            held = (held << BITS_OF_A_CHARACTER) | value;
            bits += BITS_OF_A_CHARACTER;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(held >> bits);
            }
            held &= (1 << bits) - 1;
        }
        boolean whole = bits < BITS_OF_A_CHARACTER && held == 0;
        return whole ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }
}
