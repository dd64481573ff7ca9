package org.tallystick.chaos.overload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Requests that record a trade between two of many members, each under a key of its own. For one thread. */
final class Trades {
    private static final int MOST_AMOUNT = 1_000;

    private final String head;
    private final String keys;
    private final int accounts;
    private final SplittableRandom random;
    private long sent;

    /** @param run a word that makes the keys unique */
    Trades(String token, String run, int accounts) {
        this.head = "POST /v1/communities/" + Books.COMMUNITY + "/trades HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n";
        this.keys = run;
        this.accounts = accounts;
        this.random = new SplittableRandom(run.hashCode());
    }

    ByteBuffer next() {
        int payer = 1 + random.nextInt(accounts);
        int payee = 1 + (payer + random.nextInt(accounts - 1)) % accounts;
        int amount = 1 + random.nextInt(MOST_AMOUNT);
        String body = "{\"payer\":\"m" + payer + "\",\"payee\":\"m" + payee + "\",\"amount\":\"" + amount / 100 + "."
                + (amount % 100 < 10 ? "0" : "") + amount % 100 + "\",\"description\":\"bread\"}";
        String request = head + "Idempotency-Key: " + keys + "-" + sent++ + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        return ByteBuffer.wrap(request.getBytes(ISO_8859_1));
    }
}
