package org.tallystick.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.mail.Letter.PasswordReset.Login;

class LetterTest {
    private static final Instant EXPIRES = Instant.parse("2026-03-08T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Maple\r\nBcc: all@maple.example", "Maple\nLETS", "Maple\u2028LETS", "Maple\0", " Maple"})
    void whatIsNotOfOneLineBecomesNoLetter(String text) {
        assertThatThrownBy(() -> new Letter.Invitation(text, "alice", "Mary", "token", EXPIRES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter.Invitation("Maple LETS", "alice", text, "token", EXPIRES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter.LoginInvitation(text, "operator", "token", EXPIRES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter.EmailConfirmation(text, "token", EXPIRES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter.SecurityNotice(text, SecurityEvent.EMAIL_CHANGED, EXPIRES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Login("alice", text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokenIsInNoLog() {
        List<Letter> letters = List.of(
                new Letter.Invitation("Maple LETS", "alice", "Mary", "SECRET", EXPIRES),
                new Letter.LoginInvitation("alice", "operator", "SECRET", EXPIRES),
                new Letter.EmailConfirmation("alice", "SECRET", EXPIRES),
                new Letter.PasswordReset(List.of(new Login("alice", "SECRET")), EXPIRES));

        assertThat(letters.toString()).contains("alice").doesNotContain("SECRET");
        assertThat(new Way("https://app.example/SECRET", "SECRET").toString()).doesNotContain("SECRET");
    }

    @Test
    void aResetIsOfAFewLogins() {
        assertThatThrownBy(() -> new Letter.PasswordReset(List.of(), EXPIRES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter.PasswordReset(
                        Collections.nCopies(Letter.PasswordReset.MOST_LOGINS + 1, new Login("alice", "token")),
                        EXPIRES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyNoticeSaysWhatHappenedAndWhatToDo(SecurityEvent event) {
        assertThat(event.subject()).isNotBlank().doesNotContain("\n");
        assertThat(event.sentence()).endsWith(".");
        assertThat(event.advice()).contains("password");
    }
}
