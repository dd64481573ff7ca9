package org.tallystick.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.platform.StartFailure;

class LinkTemplateTest {
    private static final String SETTING = "tallystick.mail.reset-link";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/reset#{token}",
                "https://app.example.org:8443/reset?token={token}&lang=en",
                "http://localhost:3000/{token}",
                "http://127.0.0.1/{token}",
                "http://[::1]:8080/{token}"
            })
    void aLinkThatTokensMayTravelByIsTaken(String text) {
        assertThat(LinkTemplate.parse(SETTING, text).with("t0k_en-1")).isEqualTo(text.replace("{token}", "t0k_en-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/reset",
                "http://app.example.org/{token}",
                "http://localhost.example.org/{token}",
                "http://127.0.0.1.example.org/{token}",
                "https://user:word@app.example.org/{token}",
                "javascript:alert({token})",
                "ftp://app.example.org/{token}",
                "https:///{token}",
                "app.example.org/{token}",
                "https://app.example.org/{token}\nx",
                "https://app example.org/{token}"
            })
    void anotherIsRefusedAndTheSettingNamed(String text) {
        assertThatThrownBy(() -> LinkTemplate.parse(SETTING, text))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("TALLYSTICK_MAIL_RESET_LINK ");
    }

    @Test
    void aTokenStaysOnePartOfTheLink() {
        assertThat(LinkTemplate.parse(SETTING, "https://app.example.org/?t={token}")
                        .with("a&b=c"))
                .isEqualTo("https://app.example.org/?t=a%26b%3Dc");
    }
}
