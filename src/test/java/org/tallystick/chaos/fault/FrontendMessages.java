package org.tallystick.chaos.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** What a client of PostgreSQL says, as bytes. */
final class FrontendMessages {
    private static final int PROTOCOL_3 = 3 << 16;
    private static final int ENCRYPTION_WANTED = 80_877_103;

    private FrontendMessages() {}

    static byte[] startup() {
        return untyped(PROTOCOL_3, "user\0app\0\0");
    }

    static byte[] encryptionRequest() {
        return untyped(ENCRYPTION_WANTED, "");
    }

    private static byte[] untyped(int code, String rest) {
        return ByteBuffer.allocate(8 + rest.length())
                .putInt(8 + rest.length())
                .putInt(code)
                .put(rest.getBytes(US_ASCII))
                .array();
    }

    static byte[] query(String sql) {
        return typed('Q', sql + "\0");
    }

    static byte[] parse(String statement, String sql) {
        return typed('P', statement + "\0" + sql + "\0\0\0");
    }

    static byte[] bind(String statement) {
        return typed('B', "\0" + statement + "\0\0\0\0\0\0\0");
    }

    private static byte[] typed(char type, String body) {
        return ByteBuffer.allocate(5 + body.length())
                .put((byte) type)
                .putInt(4 + body.length())
                .put(body.getBytes(US_ASCII))
                .array();
    }

    static byte[] together(byte[]... messages) {
        int length = 0;
        for (byte[] message : messages) {
            length += message.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] message : messages) {
            all.put(message);
        }
        return all.array();
    }
}
