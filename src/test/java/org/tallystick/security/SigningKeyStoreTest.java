package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.platform.StartFailure;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.testing.TestDatabase;

class SigningKeyStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Sql sql = new Sql(new Database(TestDatabase.fresh().application()));

    @Test
    void instancesThatStartAtOnceMakeOneKey() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> starts = Stream.generate(() -> store(1))
                    .limit(4)
                    .<Callable<Void>>map(store -> () -> {
                        store.makeNext(List.of(), NOW);
                        return null;
                    })
                    .toList();
            threads.invokeAll(starts);
        } finally {
            threads.shutdown();
        }
        assertThat(store(1).read()).hasSize(1);
    }

    @Test
    void aKeyIsReadByAnotherInstanceAndItsHalvesBelongTogether() {
        store(1).makeNext(List.of(), NOW);
        SigningKey key = store(1).read().get(0);
        java.security.interfaces.RSAPrivateKey half = (java.security.interfaces.RSAPrivateKey) key.privateKey();
        assertThat(half.getModulus()).isEqualTo(key.publicKey().getModulus());
        assertThat(half.getModulus().bitLength()).isEqualTo(2048);
    }

    @Test
    void anotherSecretIsSaidInWordsThatHelp() {
        store(1).makeNext(List.of(), NOW);
        assertThatThrownBy(() -> store(2).read())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("TALLYSTICK_SECRET");
    }

    @Test
    void aMissingSecretIsSaidInWordsThatHelp() {
        assertThatThrownBy(() -> SealedKeys.of(new Config(Optional.empty())))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("TALLYSTICK_SECRET");
    }

    @Test
    void aRetiredKeyVerifiesForAWhile() {
        SigningKeyStore store = store(1);
        store.makeNext(List.of(), NOW);
        Instant later = NOW.plusSeconds(100);
        store.makeNext(store.read(), later);
        List<SigningKey> both = store.read();
        assertThat(both).hasSize(2);
        store.retireOlderThan(both.get(0), later, later.plusSeconds(60));
        SigningKey old = store.read().get(1);
        assertThat(old.maySign(later)).isFalse();
        assertThat(old.mayVerify(later.plusSeconds(59))).isTrue();
        assertThat(old.mayVerify(later.plusSeconds(61))).isFalse();
        assertThat(store.read().get(0).maySign(later)).isTrue();
    }

    private SigningKeyStore store(int secret) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) secret;
        return new SigningKeyStore(
                sql, SealedKeys.of(new Config(Optional.of(Base64.getEncoder().encodeToString(bytes)))));
    }

    /** Nothing but a secret. */
    private record Config(Optional<String> secret) implements TallystickConfig {
        @Override
        public Path dataDir() {
            return Path.of("unused");
        }

        @Override
        public boolean demo() {
            return false;
        }

        @Override
        public Optional<String> operatorPassword() {
            return Optional.empty();
        }

        @Override
        public boolean embedded() {
            return false;
        }

        @Override
        public Optional<String> command() {
            return Optional.empty();
        }

        @Override
        public Migration migration() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Posting posting() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Waits database() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Http http() {
            throw new UnsupportedOperationException();
        }
    }
}
