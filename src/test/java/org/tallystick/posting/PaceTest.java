package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private long now = 7;
    private long writing = 3;
    private final List<Long> rests = new ArrayList<>();

    private Pace pace() {
        return pace(Pace.REST_FOR_WORK, Pace.LONGEST_REST_ON_A_CONNECTION);
    }

    private Pace pace(int restForWork, Duration longestRest) {
        return new Pace(
                () -> now,
                () -> writing,
                nanos -> {
                    rests.add(nanos);
                    now += nanos;
                },
                restForWork,
                longestRest);
    }

    private void work(long millis, long ofThemWriting) {
        now += millis * MILLI;
        writing += ofThemWriting * MILLI;
    }

    @Test
    void nothingIsWaitedForWhileNothingIsPosted() {
        Pace pace = pace();
        work(50, 0);
        pace.rest();

        assertThat(rests).isEmpty();
    }

    @Test
    void besideLanesThatWriteWithoutAPauseATenthOfTheTimeIsWorked() {
        Pace pace = pace();
        for (int i = 0; i < 3; i++) {
            work(20, 20);
            pace.rest();
        }

        assertThat(rests).containsExactly(180 * MILLI, 180 * MILLI, 180 * MILLI);
    }

    @Test
    void whatNobodyWaitsForWorksATwentiethOfIt() {
        Pace pace = pace(Pace.LONG_REST_FOR_WORK, Pace.LONGEST_REST);
        work(20, 20);
        pace.rest();

        assertThat(rests).containsExactly(380 * MILLI);
    }

    /** Four lanes may write for four seconds in one; there is no more than all of the time. */
    @Test
    void severalLanesCountAsOneThatWritesAllTheTime() {
        Pace pace = pace();
        work(20, 80);
        pace.rest();

        assertThat(rests).containsExactly(180 * MILLI);
    }

    @Test
    void theLessIsPostedTheShorterTheRest() {
        Pace pace = pace();
        work(20, 5);
        pace.rest();

        assertThat(rests).containsExactly(45 * MILLI);
    }

    @Test
    void aRestIsBounded() {
        Pace pace = pace();
        work(60_000, 60_000);
        pace.rest();

        assertThat(rests).containsExactly(1_000 * MILLI);
    }

    /** A volume of a PDF takes a second and a half. */
    @Test
    void soItDoesInLongSteps() {
        Pace pace = pace(Pace.LONG_REST_FOR_WORK, Pace.LONGEST_REST);
        work(1_500, 1_500);
        pace.rest();
        work(60_000, 60_000);
        pace.rest();

        assertThat(rests).containsExactly(28_500 * MILLI, 30_000 * MILLI);
    }

    @Test
    void whoeverIsInterruptedGoesOnAtOnceAndStaysInterrupted() {
        Pace pace = new Pace(
                () -> now,
                () -> writing,
                nanos -> {
                    throw new InterruptedException();
                },
                Pace.LONG_REST_FOR_WORK,
                Pace.LONGEST_REST);
        work(20, 20);
        pace.rest();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void busyTimeHasWhatIsNotEndedYet() {
        BusyTime busy = new BusyTime(() -> now);
        busy.begin();
        now += 10;
        assertThat(busy.total()).isEqualTo(10);
        busy.end();
        now += 100;
        assertThat(busy.total()).isEqualTo(10);
        busy.begin();
        now += 5;
        assertThat(busy.total()).isEqualTo(15);
    }
}
