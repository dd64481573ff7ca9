package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final List<String> said = new ArrayList<>();
    private final Complaints complaints = new Complaints(said::add);

    @Test
    void whatStaysWrongIsSaidOnceAnHour() {
        complaints.say(NOON, "It is damaged.");
        complaints.say(NOON.plusSeconds(3_599), "It is damaged.");
        assertThat(said).hasSize(1);
        complaints.say(NOON.plusSeconds(3_600), "It is damaged.");
        assertThat(said).hasSize(2);
    }

    @Test
    void oneThingDoesNotSilenceAnother() {
        complaints.say(NOON, "It is damaged.");
        complaints.say(NOON, "The disk is full.");
        assertThat(said).containsExactly("It is damaged.", "The disk is full.");
    }

    @Test
    void aSentenceWithAnotherNumberIsOfTheSameSubject() {
        complaints.say(NOON, "waiting", "5 segments wait.");
        complaints.say(NOON.plusSeconds(60), "waiting", "6 segments wait.");
        assertThat(said).containsExactly("5 segments wait.");
    }

    @Test
    void theEldestIsForgottenAmongMoreThanThereCanBe() {
        for (int number = 0; number <= 100; number++) {
            complaints.say(NOON, "Number " + number);
        }
        said.clear();
        complaints.say(NOON, "Number 100");
        complaints.say(NOON, "Number 0");
        assertThat(said).containsExactly("Number 0");
    }

    @Test
    void aClockThatWasSetBackDoesNotSilence() {
        complaints.say(NOON.plusSeconds(86_400), "It is damaged.");
        complaints.say(NOON, "It is damaged.");
        assertThat(said).hasSize(2);
    }
}
