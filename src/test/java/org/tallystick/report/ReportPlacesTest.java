package org.tallystick.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.CommunityId;

/** Who has a report made while somebody waits. */
class ReportPlacesTest {
    private final CommunityId maple = new CommunityId(UUID.randomUUID());
    private final CommunityId oak = new CommunityId(UUID.randomUUID());
    private final CommunityId elm = new CommunityId(UUID.randomUUID());

    @Test
    void aCommunityHasOnePlaceAndLeavesTheOtherToOthers() {
        ReportPlaces places = new ReportPlaces(2, Duration.ofMillis(50));
        assertThat(places.take(maple)).isTrue();
        assertThat(places.take(maple)).isFalse();
        assertThat(places.take(oak)).isTrue();
        assertThat(places.take(elm)).isFalse();
        places.leave(maple);
        assertThat(places.take(elm)).isTrue();
    }

    @Test
    void whoeverWaitsGetsThePlaceThatIsLeft() {
        ReportPlaces places = new ReportPlaces(2, Duration.ofSeconds(20));
        places.take(maple);
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> places.take(maple));
        places.leave(maple);
        assertThat(second.join()).isTrue();
    }
}
