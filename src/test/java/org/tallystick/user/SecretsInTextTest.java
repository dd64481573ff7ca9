package org.tallystick.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.user.AcceptInvitation.Acceptance;
import org.tallystick.user.AcceptanceResource.AcceptanceRequest;
import org.tallystick.user.ChangeOwnLogin.Proof;
import org.tallystick.user.LoginTokens.Issued;
import org.tallystick.user.Logins.Login;
import org.tallystick.user.Logins.Proven;
import org.tallystick.user.OwnIdentityResource.LinkRequest;
import org.tallystick.user.OwnLoginResource.Code;
import org.tallystick.user.OwnLoginResource.EmailChange;
import org.tallystick.user.OwnLoginResource.LoginProof;
import org.tallystick.user.OwnLoginResource.NewSecondFactor;
import org.tallystick.user.OwnLoginResource.PasswordChange;
import org.tallystick.user.OwnLoginResource.RecoveryCodes;
import org.tallystick.user.RecoveryResource.Confirmation;
import org.tallystick.user.RecoveryResource.RecoveryRequest;
import org.tallystick.user.RecoveryResource.ResetAcceptance;
import org.tallystick.user.Sessions.Opened;

/** Whatever holds a secret does not say it when somebody logs it. */
class SecretsInTextTest {
    private static final String SECRET = "a-secret-of-the-tests";

    static List<Object> holders() {
        UUID id = UUID.randomUUID();
        Login login = new Login(id, "alice", SECRET);
        return List.of(
                new PasswordChange(SECRET, SECRET, SECRET),
                new EmailChange(SECRET, SECRET, "a@maple.example"),
                new LoginProof(SECRET, SECRET),
                new Code(SECRET),
                new RecoveryCodes(List.of(SECRET)),
                new NewSecondFactor(SECRET, SECRET),
                new ResetAcceptance(SECRET, SECRET),
                new RecoveryRequest("alice", SECRET, SECRET),
                new Confirmation(SECRET),
                new LinkRequest(SECRET, SECRET, SECRET),
                new AcceptanceRequest(SECRET, "alice", SECRET),
                new Acceptance(SECRET, "alice", SECRET),
                new Proof(SECRET, SECRET, "127.0.0.1"),
                new Issued(SECRET, Instant.EPOCH),
                login,
                new Proven(login),
                new Opened(id, "alice", id, Instant.EPOCH, SECRET));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void aSecretIsNotInTheText(Object holder) {
        assertThat(holder.toString()).doesNotContain(SECRET);
    }
}
