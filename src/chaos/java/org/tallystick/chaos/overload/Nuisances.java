package org.tallystick.chaos.overload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Clients that only cost. */
final class Nuisances {
    private static final String HEAD_BEGUN = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    private static final String BODY_BEGUN = String.join(
            "\r\n",
            "POST /oauth/token HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: 100000",
            "",
            "");
    private static final String LARGE_ANSWER = "GET /q/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int PIPELINED = 50;
    private static final int ANSWER_MILLIS = 20_000;
    private static final long DECLARED_BYTES = 1L << 30;
    private static final int CHUNK_BYTES = 65_536;
    private static final int CHUNKS = 512;

    private final InetSocketAddress address;

    Nuisances(InetSocketAddress address) {
        this.address = address;
    }

    /** @param secondsToEnd until the last one was ended; of those that were not, nothing */
    record Ended(int opened, int left, int secondsToEnd) {}

    /** Each sends a byte of a head every second, or a byte of a body. */
    Ended sendSlowly(int connections, boolean bodies, int atMostSeconds) throws IOException, InterruptedException {
        try (Sockets slow = new Sockets(address, connections)) {
            slow.say(bodies ? BODY_BEGUN : HEAD_BEGUN);
            return untilEnded(slow, "a", atMostSeconds);
        }
    }

    /** Each asks for more than fits between here and there, and never reads. */
    Ended neverRead(int connections, int atMostSeconds) throws IOException, InterruptedException {
        try (Sockets deaf = new Sockets(address, connections)) {
            deaf.say(LARGE_ANSWER.repeat(PIPELINED));
            TimeUnit.SECONDS.sleep(atMostSeconds);
            // What is in the buffers between is still there to be read; behind it is the end, or nothing.
            for (int i = 0; i < PIPELINED * 20; i++) {
                deaf.notice();
            }
            return new Ended(deaf.opened(), deaf.stillOpen(), atMostSeconds);
        }
    }

    /** Each does nothing at all. */
    Ended stayIdle(int connections, int seconds) throws IOException, InterruptedException {
        try (Sockets idle = new Sockets(address, connections)) {
            TimeUnit.SECONDS.sleep(seconds);
            idle.notice();
            return new Ended(idle.opened(), idle.stillOpen(), seconds);
        }
    }

    private static Ended untilEnded(Sockets sockets, String more, int atMostSeconds) throws InterruptedException {
        int seconds = 0;
        while (sockets.stillOpen() > 0 && seconds < atMostSeconds) {
            TimeUnit.SECONDS.sleep(1);
            seconds++;
            sockets.say(more);
            sockets.notice();
        }
        return new Ended(sockets.opened(), sockets.stillOpen(), seconds);
    }

    /**
     * Bodies of a gigabyte, as they say, and bodies that do not say how much they are and go on to 32 MiB.
     *
     * @return how many were answered by each status; 0 where the connection was ended instead
     */
    Map<Integer, Integer> sendHugeBodies(int each) throws IOException {
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int i = 0; i < each; i++) {
            answers.merge(huge("Content-Length: " + DECLARED_BYTES, false), 1, Integer::sum);
            answers.merge(huge("Transfer-Encoding: chunked", true), 1, Integer::sum);
        }
        return answers;
    }

    private int huge(String length, boolean chunked) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(ANSWER_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                            + "application/x-www-form-urlencoded\r\n" + length + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            byte[] part = "a".repeat(CHUNK_BYTES).getBytes(ISO_8859_1);
            try {
                for (int i = 0; i < CHUNKS && socket.getInputStream().available() == 0; i++) {
                    if (chunked) {
                        out.write((Integer.toHexString(CHUNK_BYTES) + "\r\n").getBytes(ISO_8859_1));
                    }
                    out.write(part);
                    if (chunked) {
                        out.write("\r\n".getBytes(ISO_8859_1));
                    }
                }
            } catch (SocketException e) {
                // It does not want to hear more; what it said before may still be there.
            }
            return status(socket.getInputStream());
        }
    }

    private static int status(InputStream in) throws IOException {
        try {
            byte[] line = in.readNBytes("HTTP/1.1 413".length());
            return line.length < 12 ? 0 : Integer.parseInt(new String(line, ISO_8859_1).substring(9));
        } catch (SocketException e) {
            return 0;
        }
    }
}
