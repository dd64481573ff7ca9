package org.tallystick.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final Recovery recovery = new Recovery(2, 0);

    private void bookedInARow(int service, long from) {
        for (int i = 0; i < 5; i++) {
            recovery.booked(service, from + i, from + i);
        }
    }

    @Test
    void itEndsWhenBothServicesHaveBookedInARowWhatWasSentAfterTheFault() {
        recovery.causeEnded(100);
        bookedInARow(0, 150);
        assertThat(recovery.isRecovered()).isFalse();
        bookedInARow(1, 170);
        assertThat(recovery.isRecovered()).isTrue();
        assertThat(recovery.toRecover()).hasNanos(70);
    }

    @Test
    void whatWasSentBeforeTheEndOfTheFaultDoesNotCount() {
        recovery.causeEnded(100);
        for (int i = 0; i < 5; i++) {
            recovery.booked(0, 90, 110);
            recovery.booked(1, 90, 110);
        }
        assertThat(recovery.isRecovered()).isFalse();
    }

    @Test
    void aFailureBeginsTheRowAnew() {
        recovery.causeEnded(100);
        bookedInARow(0, 150);
        recovery.booked(1, 150, 150);
        recovery.failed(1, 160, "503");
        bookedInARow(1, 180);
        assertThat(recovery.toRecover()).hasNanos(80);
        assertThat(recovery.others()).containsEntry("503", 1);
    }

    @Test
    void aFailureOfWhatWasSentEarlierChangesNothing() {
        recovery.causeEnded(100);
        bookedInARow(0, 150);
        recovery.booked(1, 150, 150);
        recovery.failed(1, 99, "timeout");
        bookedInARow(1, 160);
        assertThat(recovery.toRecover()).hasNanos(50);
    }

    @Test
    void theGapIsOfAllServicesTogether() {
        recovery.booked(0, 10, 10);
        recovery.booked(1, 30, 30);
        recovery.causeEnded(40);
        bookedInARow(0, 90);
        bookedInARow(1, 100);
        assertThat(recovery.longestGap()).hasNanos(60);
    }

    @Test
    void theGapBeginsWithTheLastPaymentBeforeTheFault() {
        recovery.booked(0, 55, 55);
        assertThat(recovery.longestGap()).hasNanos(55);
    }
}
