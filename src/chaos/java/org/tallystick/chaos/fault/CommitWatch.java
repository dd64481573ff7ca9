package org.tallystick.chaos.fault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows what a client says to PostgreSQL (its frontend protocol, version 3.0, without TLS) and finds where it asks for a
 * commit. A driver prepares {@code COMMIT} once and names the statement from then on, so the names are remembered.
 */
final class CommitWatch {
    /** Longer heads are not needed: of no message is more looked at than two short names. */
    private static final int LONGEST_HEAD = 256;

    private static final int PROTOCOL_3 = 3 << 16;
    private static final int WORD = 4;

    private final Set<String> commits = new HashSet<>();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private boolean started;
    private int begun = -1;
    private long left;
    private long length = -1;

    /**
     * Takes the next bytes.
     *
     * @return where in them the message begins that asks for a commit; -1 if none does
     */
    int next(byte[] bytes, int count) {
        int found = -1;
        for (int at = 0; at < count; at++) {
            if (begun < 0) {
                begun = at;
            }
            take(bytes[at]);
            if (length >= 0 && left == 0) {
                if (isCommit() && found < 0) {
                    found = Math.max(begun, 0);
                }
                begin();
            }
        }
        if (begun >= 0) {
            // What goes on in the next bytes began before them.
            begun = 0;
        }
        return found;
    }

    private void begin() {
        head.reset();
        length = -1;
        begun = -1;
    }

    private void take(byte next) {
        if (head.size() < LONGEST_HEAD) {
            head.write(next);
        }
        if (length >= 0) {
            left--;
            return;
        }
        int type = started ? 1 : 0;
        if (head.size() == type + WORD) {
            length = ByteBuffer.wrap(head.toByteArray(), type, WORD).getInt();
            left = length - WORD;
        }
    }

    private boolean isCommit() {
        byte[] message = head.toByteArray();
        if (!started) {
            // Before it, a client may ask for encryption, which has no type either.
            started = message.length >= 2 * WORD && ByteBuffer.wrap(message, WORD, WORD).getInt() == PROTOCOL_3;
            return false;
        }
        return switch (message[0]) {
            case 'Q' -> isCommit(text(message, 1 + WORD));
            case 'P' -> prepare(message);
            case 'B' -> commits.contains(text(message, afterText(message, 1 + WORD)));
            default -> false;
        };
    }

    private boolean prepare(byte[] message) {
        String name = text(message, 1 + WORD);
        if (isCommit(text(message, afterText(message, 1 + WORD)))) {
            commits.add(name);
        } else {
            commits.remove(name);
        }
        return false;
    }

    private static boolean isCommit(String sql) {
        return sql.strip().equalsIgnoreCase("COMMIT");
    }

    private static int afterText(byte[] message, int from) {
        int at = from;
        while (at < message.length && message[at] != 0) {
            at++;
        }
        return Math.min(at + 1, message.length);
    }

    private static String text(byte[] message, int from) {
        int end = afterText(message, from) - 1;
        return end <= from ? "" : new String(message, from, end - from, StandardCharsets.UTF_8);
    }
}
