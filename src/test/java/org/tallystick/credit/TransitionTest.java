package org.tallystick.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.credit.SoftLimit.At;
import org.tallystick.credit.SoftLimit.Percent;
import org.tallystick.credit.Transition.Announcement;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;

class TransitionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final Band PRESENT = band(100, 500);

    private static Band band(long limit, long cap) {
        return new Band(new CreditLimit(limit), new BalanceCap(cap));
    }

    private static Transition to(Band found, int noticeDays) {
        return Transition.of(PRESENT, found, Optional.empty(), TODAY, noticeDays);
    }

    private static Optional<Announcement> announced(long limit, long cap, int inDays) {
        return Optional.of(new Announcement(band(limit, cap), TODAY.plusDays(inDays)));
    }

    @Test
    void whatRisesRisesAtOnce() {
        assertThat(to(band(150, 600), 30)).isEqualTo(new Transition(band(150, 600), Optional.empty()));
        assertThat(to(PRESENT, 30)).isEqualTo(new Transition(PRESENT, Optional.empty()));
    }

    @Test
    void whatFallsIsAnnouncedAndTheOtherSideRisesAllTheSame() {
        assertThat(to(band(80, 500), 30)).isEqualTo(new Transition(PRESENT, announced(80, 500, 30)));
        assertThat(to(band(80, 900), 30)).isEqualTo(new Transition(band(100, 900), announced(80, 900, 30)));
        assertThat(to(band(100, 0), 1)).isEqualTo(new Transition(PRESENT, announced(100, 0, 1)));
    }

    @Test
    void withoutNoticeItFallsAtOnce() {
        assertThat(to(band(80, 900), 0)).isEqualTo(new Transition(band(80, 900), Optional.empty()));
    }

    @Test
    void aCapThatComesWhereNoneWasIsAFall() {
        Band uncapped = new Band(new CreditLimit(100), BalanceCap.NONE);

        assertThat(Transition.of(uncapped, band(100, 500), Optional.empty(), TODAY, 7))
                .isEqualTo(new Transition(uncapped, announced(100, 500, 7)));
        assertThat(Transition.of(PRESENT, uncapped, Optional.empty(), TODAY, 7))
                .isEqualTo(new Transition(uncapped, Optional.empty()));
    }

    @Test
    void whatWasAnnouncedKeepsItsDayAndNobodyFallsFurtherOnIt() {
        Optional<Announcement> pending = announced(60, 500, 5);

        assertThat(Transition.of(PRESENT, band(60, 500), pending, TODAY, 30).later())
                .isEqualTo(pending);
        assertThat(Transition.of(PRESENT, band(40, 500), pending, TODAY, 30).later())
                .isEqualTo(pending);
        assertThat(Transition.of(PRESENT, band(70, 500), pending, TODAY, 30).later())
                .isEqualTo(announced(70, 500, 5));
    }

    @Test
    void whatIsNoFallAnyMoreIsTakenBack() {
        assertThat(Transition.of(PRESENT, band(120, 500), announced(60, 500, 5), TODAY, 30))
                .isEqualTo(new Transition(band(120, 500), Optional.empty()));
    }

    @Test
    void aFallOfTheOtherSideThanWasAnnouncedIsAnnouncedAnew() {
        assertThat(Transition.of(PRESENT, band(100, 300), announced(60, 500, 5), TODAY, 30)
                        .later())
                .isEqualTo(announced(100, 300, 30));
    }

    @Test
    void aSoftLimitIsAPartOfTheHardOneOrTheSameForAll() {
        Optional<Amount> hard = Optional.of(new Amount(333));

        assertThat(new Percent(50).under(hard)).contains(new Amount(166));
        assertThat(new Percent(100).under(Optional.of(Amount.LARGEST))).contains(Amount.LARGEST);
        assertThat(new Percent(50).under(Optional.empty())).isEmpty();
        assertThat(new At(new Amount(7)).under(hard)).contains(new Amount(7));
        assertThat(new At(new Amount(7)).under(Optional.empty())).contains(new Amount(7));
    }

    @Test
    void limitsAreFoundAnewOnMondaysOrOnTheFirstOfTheMonth() {
        assertThat(Reevaluation.NEVER.after(TODAY)).isEmpty();
        assertThat(Reevaluation.WEEKLY.after(TODAY)).contains(LocalDate.of(2026, 11, 30));
        assertThat(Reevaluation.WEEKLY.after(LocalDate.of(2026, 11, 30))).contains(LocalDate.of(2026, 12, 7));
        assertThat(Reevaluation.MONTHLY.after(TODAY)).contains(LocalDate.of(2026, 12, 1));
        assertThat(Reevaluation.MONTHLY.after(LocalDate.of(2026, 12, 1))).contains(LocalDate.of(2027, 1, 1));
    }
}
