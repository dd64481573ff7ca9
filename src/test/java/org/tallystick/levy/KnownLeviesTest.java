package org.tallystick.levy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;

/** Who the parties are is asked for the sake of levies that count, and of no others. */
class KnownLeviesTest {
    private static final Currency CRED = new Currency(new CurrencyCode("CRED"), "Credits", "cr", 2);
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);
    private static final Exemptions GUILDS = new Exemptions(Set.of("organisation"), Set.of(), Set.of());

    @Test
    void aLevyThatAnotherHasReplacedAsksForNobody() {
        KnownLevies known = known(levy(1, TODAY.minusDays(9), GUILDS), levy(2, TODAY.minusDays(1), Exemptions.NONE));
        assertThat(known.exemptMembersFrom(TODAY.minusDays(2))).isTrue();
        assertThat(known.exemptMembersFrom(TODAY)).isFalse();
        assertThat(known.everExemptMembers()).isTrue();
    }

    @Test
    void oneInForceOrAheadDoes() {
        assertThat(known(levy(1, TODAY, GUILDS)).exemptMembersFrom(TODAY)).isTrue();
        KnownLevies ahead = known(levy(1, TODAY, Exemptions.NONE), levy(2, TODAY.plusDays(1), GUILDS));
        assertThat(ahead.exemptMembersFrom(TODAY)).isTrue();
        assertThat(known(levy(1, TODAY, Exemptions.NONE)).everExemptMembers()).isFalse();
    }

    @Test
    void ofTwoThatBeginOnOneDayTheLaterVersionIsInForce() {
        assertThat(known(levy(1, TODAY, GUILDS), levy(2, TODAY, Exemptions.NONE))
                        .exemptMembersFrom(TODAY))
                .isFalse();
    }

    private static KnownLevies known(LevyPolicy... versions) {
        return new KnownLevies(1, Map.of(CRED.code(), List.of(versions)), Map.of());
    }

    private static LevyPolicy levy(int version, LocalDate from, Exemptions exempt) {
        return new LevyPolicy(
                CRED,
                version,
                from,
                new LevyPolicy.Terms(Optional.empty(), Optional.empty(), exempt),
                new UUID(0, 1),
                "rosa",
                Instant.EPOCH,
                "decided",
                false);
    }
}
