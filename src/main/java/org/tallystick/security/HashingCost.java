package org.tallystick.security;

/**
 * What one Argon2id digest costs.
 *
 * @param memoryKib of memory that it fills
 * @param passes over that memory
 */
public record HashingCost(int memoryKib, int passes) {
    /** The least that OWASP's password storage cheat sheet names, and what the service works at. */
    public static final HashingCost OF_SERVICE = new HashingCost(19_456, 2);

    static final int LANES = 1;
    static final int DIGEST_BYTES = 32;

    private static final int BASE64_BITS = 6;

    /** Whether a digest in PHC format is of this cost: by what it begins with and by its length. */
    boolean isOf(String hash, int saltBytes) {
        int length = prefix().length() + base64Length(saltBytes) + 1 + base64Length(DIGEST_BYTES);
        return hash.startsWith(prefix()) && hash.length() == length;
    }

    /** What every digest of this cost begins with. */
    public String prefix() {
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + LANES + "$";
    }

    /** Without padding, as the PHC format has it. */
    private static int base64Length(int bytes) {
        return (bytes * Byte.SIZE + BASE64_BITS - 1) / BASE64_BITS;
    }
}
