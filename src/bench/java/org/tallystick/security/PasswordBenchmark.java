package org.tallystick.security;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one Argon2id hash costs: at the present cost, and at those that might replace it. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(1)
public class PasswordBenchmark {
    private static final byte[] PASSWORD = "moose lamp potato".getBytes(StandardCharsets.UTF_8);
    private static final int SALT_BYTES = 16;
    private static final int DIGEST_BYTES = 32;

    /** Memory in KiB, passes, lanes: the first four are OWASP's equals, the last is RFC 9106's second choice with one lane. */
    @Param({"m=47104 t=1 p=1", "m=19456 t=2 p=1", "m=12288 t=3 p=1", "m=9216 t=4 p=1", "m=65536 t=3 p=1"})
    private String cost = "";

    private Argon2Function function = Argon2Function.getInstance(Byte.SIZE, 1, 1, DIGEST_BYTES, Argon2.ID);
    private byte[] salt = {};

    @Setup
    public void prepare() {
        String[] parts = cost.split(" ");
        function = Argon2Function.getInstance(
                value(parts[0]), value(parts[1]), value(parts[2]), DIGEST_BYTES, Argon2.ID);
        salt = Digests.random(SALT_BYTES);
    }

    private static int value(String part) {
        return Integer.parseInt(part.substring(part.indexOf('=') + 1));
    }

    @Benchmark
    public String hash() {
        return function.hash(PASSWORD, salt).getResult();
    }
}
