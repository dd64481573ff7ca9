package org.tallystick.job;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/**
 * Work of the tests, that writes so many bytes as its request says, {@code {"gate": "…", "bytes": 10}}, and waits half-way where its gate is
 * closed.
 */
@Singleton
public class GatedWork implements ResumableWork {
    static final String KIND = "gated";

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> atTheGate = new ConcurrentHashMap<>();

    static String request(String gate, int bytes) {
        return "{\"gate\": \"" + gate + "\", \"bytes\": " + bytes + "}";
    }

    /** What it writes, so many bytes of it. */
    static byte[] written(int bytes) {
        byte[] content = new byte[bytes];
        new Random(7).nextBytes(content);
        return content;
    }

    void close(String gate) {
        gates.put(gate, new CountDownLatch(1));
    }

    void open(String gate) {
        gates.getOrDefault(gate, new CountDownLatch(0)).countDown();
    }

    /** How many have come to the gate so far. */
    int atTheGate(String gate) {
        return atTheGate.getOrDefault(gate, new AtomicInteger()).get();
    }

    @Override
    public boolean does(String kind) {
        return kind.equals(KIND);
    }

    @Override
    public Content content(Access access, String kind, String request) {
        if (!access.has(Permission.SEE_STATEMENTS)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "not any more");
        }
        String gate = request.replaceAll(".*\"gate\": ?\"([^\"]*)\".*", "$1");
        int bytes = Integer.parseInt(request.replaceAll(".*\"bytes\": ?([0-9]+).*", "$1"));
        return new Gated(gate, bytes);
    }

    private final class Gated implements Content {
        private final String gate;
        private final int bytes;

        Gated(String gate, int bytes) {
            this.gate = gate;
            this.bytes = bytes;
        }

        @Override
        public String fileName() {
            return "gated.bin";
        }

        @Override
        public String mediaType() {
            return "application/octet-stream";
        }

        @Override
        public long rows() {
            return 2;
        }

        @Override
        public void write(OutputStream out, JobProgress progress) throws IOException {
            byte[] content = written(bytes);
            out.write(content, 0, bytes / 2);
            progress.done(1);
            atTheGate.computeIfAbsent(gate, any -> new AtomicInteger()).incrementAndGet();
            CountDownLatch closed = gates.getOrDefault(gate, new CountDownLatch(0));
            try {
                while (!closed.await(50, TimeUnit.MILLISECONDS)) {
                    progress.done(0);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            out.write(content, bytes / 2, bytes - bytes / 2);
            progress.done(1);
        }
    }
}
