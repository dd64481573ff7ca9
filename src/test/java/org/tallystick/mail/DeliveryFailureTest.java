package org.tallystick.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class DeliveryFailureTest {
    @Test
    void whatHelpsAnOperatorIsSaid() {
        assertThat(DeliveryFailure.explain(
                        new CompletionException(new ConnectException("Connection refused: mail:25"))))
                .isEqualTo("ConnectException: Connection refused: mail:25");
    }

    @Test
    void anAddressIsNotRepeatedNorALineBrokenOff() {
        assertThat(DeliveryFailure.explain(new IllegalStateException("not <alice@maple.example>\nis known")))
                .isEqualTo("IllegalStateException: not … is known");
        assertThat(DeliveryFailure.explain(new IllegalStateException("x".repeat(1_000))))
                .hasSize(200);
    }
}
