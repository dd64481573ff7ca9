package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a member must have accepted which version. */
class BindingTermsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    /** Version 1 binds at once, version 2 comes into force ten days later and binds after five more. */
    private static final BindingTerms TERMS = new BindingTerms(
            List.of(new BindingTerms.Version(1, DAY, 0), new BindingTerms.Version(2, DAY.plusDays(10), 5)));

    @Test
    void beforeAnythingIsInForceNothingIsMissing() {
        assertThat(TERMS.missing(0, DAY.minusDays(1))).isEmpty();
        assertThat(BindingTerms.NONE.missing(0, DAY)).isEmpty();
    }

    @Test
    void aVersionBindsFromTheEndOfItsGraceOn() {
        assertThat(TERMS.missing(0, DAY)).contains(1);
        assertThat(TERMS.missing(1, DAY)).isEmpty();
        assertThat(TERMS.missing(1, DAY.plusDays(14))).isEmpty();
        assertThat(TERMS.missing(1, DAY.plusDays(15))).contains(2);
        assertThat(TERMS.missing(2, DAY.plusDays(15))).isEmpty();
    }

    @Test
    void aNewVersionGivesNobodyMoreTimeForAnOlderOne() {
        assertThat(TERMS.missing(0, DAY.plusDays(10))).contains(2);
    }

    @Test
    void aVersionAcceptedAheadOfItsDayIsEnough() {
        assertThat(TERMS.missing(2, DAY)).isEmpty();
    }
}
