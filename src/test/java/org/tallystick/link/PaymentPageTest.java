package org.tallystick.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.StartFailure;

class PaymentPageTest {
    @Test
    void aLinkLeadsToThePageThatTheOperatorNames() {
        PaymentPage page = new PaymentPage(() -> Optional.of("https://app.example.org/pay#{token}"));

        assertThat(page.link("a_b-c.d")).contains("https://app.example.org/pay#a_b-c.d");
        assertThat(page.scanned("a_b-c.d")).isEqualTo("https://app.example.org/pay#a_b-c.d");
    }

    @Test
    void withoutAPageTheTokenIsScannedItself() {
        PaymentPage page = new PaymentPage(Optional::empty);

        assertThat(page.link("a_b-c.d")).isEmpty();
        assertThat(page.scanned("a_b-c.d")).isEqualTo("a_b-c.d");
    }

    @Test
    void aPageThatIsNotSafeOrTooLongStopsTheStart() {
        assertThatThrownBy(() -> new PaymentPage(() -> Optional.of("http://app.example.org/{token}")))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("TALLYSTICK_LINKS_PAYMENT ");
        assertThatThrownBy(() ->
                        new PaymentPage(() -> Optional.of("https://app.example.org/" + "x".repeat(500) + "{token}")))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("TALLYSTICK_LINKS_PAYMENT ");
    }
}
