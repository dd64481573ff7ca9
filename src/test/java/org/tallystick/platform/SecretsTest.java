package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryKeepsItsSecretInAFileThatOnlyTheOwnerReads() throws IOException {
        String secret = Secrets.ofDirectory(directory);
        assertThat(Base64.getDecoder().decode(secret)).hasSize(32);
        assertThat(Secrets.ofDirectory(directory)).isEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void twoDirectoriesHaveDifferentSecrets(@TempDir Path other) throws IOException {
        assertThat(Secrets.ofDirectory(directory)).isNotEqualTo(Secrets.ofDirectory(other));
    }

    @Test
    void aSecretOfAnotherLengthIsRefusedWithoutBeingShown() {
        String secret = Base64.getEncoder().encodeToString(new byte[31]);
        assertThatThrownBy(() -> Secrets.check(secret, "TALLYSTICK_SECRET"))
                .isInstanceOf(StartFailure.class)
                .hasMessage("TALLYSTICK_SECRET must hold 32 bytes in base64, and holds 31.");
    }

    @Test
    void aSecretThatIsNoBase64IsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> Secrets.check("open sesame!", "TALLYSTICK_SECRET"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("TALLYSTICK_SECRET")
                .hasMessageNotContaining("sesame");
    }
}
