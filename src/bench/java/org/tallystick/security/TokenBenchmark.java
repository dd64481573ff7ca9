package org.tallystick.security;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.auth.principal.ParseException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postgresql.ds.PGSimpleDataSource;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.platform.TallystickConfig;

/** What it costs to know a caller by the token: the first time, and from then on. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class TokenBenchmark {
    private static final String KEY_ID = "bench";
    private static final int KEY_BITS = 2048;

    private Optional<Issuer> issuer = Optional.empty();
    private Optional<TokenVerifier> verifier = Optional.empty();
    private String token = "";
    private byte[] bytes = {};

    /** Signs a token as the service does, with a key that is in no database. */
    @Setup
    public void sign() throws GeneralSecurityException {
        Clock clock = Clock.systemUTC();
        SmallRyeConfig settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SecurityConfig.class)
                .withMapping(TallystickConfig.class)
                .withMapping(OidcConfig.class)
                .withDefaultValue("tallystick.secret", Base64.getEncoder().encodeToString(new byte[32]))
                .build();
        SecurityConfig config = settings.getConfigMapping(SecurityConfig.class);
        SigningKeys keys =
                new SigningKeys(store(settings.getConfigMapping(TallystickConfig.class), newKey(clock)), config, clock);
        token = new AccessTokens(keys, config, clock)
                .ofClient(UUID.randomUUID(), "exchange", Set.of(Scope.TRADES_WRITE))
                .value();
        bytes = token.getBytes(StandardCharsets.US_ASCII);
        SecurityMetrics metrics = new SecurityMetrics(new SimpleMeterRegistry());
        Issuers issuers = new Issuers(config, settings.getConfigMapping(OidcConfig.class), keys, metrics);
        issuer = issuers.find(config.issuer());
        verifier = Optional.of(new TokenVerifier(issuers, login -> Optional.empty(), metrics, clock));
        verifier.orElseThrow().verify(token);
    }

    private static SigningKey newKey(Clock clock) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair pair = generator.generateKeyPair();
        return new SigningKey(
                KEY_ID,
                (RSAPublicKey) pair.getPublic(),
                pair.getPrivate(),
                clock.instant(),
                Optional.empty(),
                Optional.empty());
    }

    /** Holds one key; its database is never asked. */
    private static SigningKeyStore store(TallystickConfig config, SigningKey key) {
        return new SigningKeyStore(new Sql(new Database(new PGSimpleDataSource())), SealedKeys.of(config)) {
            @Override
            List<SigningKey> read() {
                return List.of(key);
            }
        };
    }

    @Benchmark
    public JsonWebToken signatureVerifiedAnew() throws ParseException {
        Issuer by = issuer.orElseThrow();
        return by.verify(token, by.key(KEY_ID));
    }

    /** A request brings the token in a text of its own, whose hash is not known yet. */
    @Benchmark
    public Caller tokenRemembered() {
        return verifier.orElseThrow().verify(new String(bytes, StandardCharsets.US_ASCII));
    }
}
