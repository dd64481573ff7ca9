package org.tallystick.trade;

import java.util.List;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** The {@code Idempotency-Key} header: 1 to 255 printable ASCII characters; quotes around it are ignored. */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    /**
     * @param headers of the request that have this name
     * @throws ProblemException 400 if there is none, or more than one, or it is malformed
     */
    public static IdempotencyKey read(List<String> headers) {
        if (headers.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_KEY_REQUIRED,
                    "Send an Idempotency-Key header with a value of your own, a UUID for instance; a repeat with the"
                            + " same key books nothing twice.");
        }
        if (headers.size() > 1) {
            throw Problem.ofField(
                            ProblemType.MALFORMED, HEADER, "malformed", "stands there " + headers.size() + " times")
                    .asException();
        }
        String key = headers.get(0).strip();
        if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1);
        }
        if (key.isEmpty() || key.length() > LONGEST || !key.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
            throw Problem.ofField(
                            ProblemType.MALFORMED,
                            HEADER,
                            "malformed",
                            "must be 1 to " + LONGEST + " printable ASCII characters")
                    .asException();
        }
        return new IdempotencyKey(key);
    }

    /** The key of one item of a batch that is not atomic. */
    IdempotencyKey ofItem(int index) {
        return new IdempotencyKey(value + "#" + index);
    }
}
