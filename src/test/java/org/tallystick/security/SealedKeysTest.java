package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.StartFailure;

class SealedKeysTest {
    private static final byte[] PLAIN = {1, 2, 3};

    private final SealedKeys seal = SealedKeys.under(secret(1));

    @Test
    void whatIsSealedOpensUnderTheSameSecretAndName() throws GeneralSecurityException {
        assertThat(seal.open("a", seal.seal("a", PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void itOpensUnderNoOtherSecretOrNameAndNotWhenItWasChanged() {
        byte[] sealed = seal.seal("a", PLAIN);
        assertThatThrownBy(() -> SealedKeys.under(secret(2)).open("a", sealed))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> seal.open("b", sealed)).isInstanceOf(GeneralSecurityException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> seal.open("a", sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> seal.open("a", new byte[5])).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void theSameIsNeverSealedTheSameWayTwice() {
        assertThat(seal.seal("a", PLAIN)).isNotEqualTo(seal.seal("a", PLAIN));
    }

    @Test
    void keysHaveTheSameNamesOnEveryInstanceAndOthersElsewhere() {
        assertThat(seal.keyId(1)).isEqualTo(SealedKeys.under(secret(1)).keyId(1));
        assertThat(seal.keyId(1)).isNotEqualTo(seal.keyId(2));
        assertThat(seal.keyId(1)).isNotEqualTo(SealedKeys.under(secret(2)).keyId(1));
    }

    @Test
    void aSecretThatIsNone() {
        assertThatThrownBy(() -> SealedKeys.under("?")).isInstanceOf(StartFailure.class);
        assertThatThrownBy(() -> SealedKeys.under("AAAA"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("holds 3");
    }

    private static String secret(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
