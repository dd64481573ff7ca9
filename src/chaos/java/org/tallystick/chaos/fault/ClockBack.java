package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** The wall clock of a service steps back by minutes, and some seconds later to the right time again. */
final class ClockBack implements Fault {
    @Override
    public String kind() {
        return "clock-back";
    }

    @Override
    public Optional<String> whyNot(Installation installation) {
        return installation.services().stream().allMatch(service -> service.clock().isPresent())
                ? Optional.empty()
                : Optional.of("there is no C compiler to make what shifts a clock");
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        Instance service = installation.anyService(random);
        ShiftedClock clock = service.clock().orElseThrow();
        Duration back = Duration.ofSeconds(random.nextInt(60, 601));
        long millis = Chance.millis(random, 2_000, 6_000);
        boolean follows;
        try {
            clock.shift(back.negated());
            Chance.last(millis);
            follows = clock.isThatOf(service.service().pid());
        } finally {
            clock.shift(Duration.ZERO);
        }
        return new Effect(
                follows, "set the clock of " + service + " back by " + back.toSeconds() + " s for " + millis + " ms");
    }
}
