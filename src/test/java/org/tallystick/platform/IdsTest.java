package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant MOMENT = Instant.parse("2024-02-29T12:34:56.789Z");

    @Test
    void anIdIsAUuidOfVersionSevenThatCarriesItsInstantToTheMillisecond() {
        for (Instant instant : List.of(Instant.EPOCH, MOMENT, Instant.parse("2999-12-31T23:59:59.999Z"))) {
            UUID id = Ids.at(instant);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(instant.toEpochMilli());
        }
    }

    @Test
    void idsOfOneMillisecondAscendAsTextAlsoWhenOthersAreMadeBetween() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(Ids.at(MOMENT).toString());
            Ids.at(MOMENT.plusMillis(1 + i % 3));
            Ids.next();
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void manyThreadsNeverMakeTheSameId() {
        Set<UUID> ids = new HashSet<>(
                IntStream.range(0, 200_000).parallel().mapToObj(i -> Ids.next()).toList());
        assertThat(ids).hasSize(200_000);
    }

    @Test
    void theNextIdIsOfNow() {
        long before = System.currentTimeMillis();
        long stamp = Ids.next().getMostSignificantBits() >>> 16;
        assertThat(stamp).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void anInstantThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ids.at(Instant.EPOCH.minusMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Ids.at(Instant.ofEpochMilli(1L << 48)));
    }
}
