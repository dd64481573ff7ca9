package org.tallystick.credit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.tallystick.platform.TallystickConfig;

/** Starts the schedule of this instance, and stops it before the posting and the pool. */
@ApplicationScoped
class ScheduleBean {
    private static final int LATE = 5_000;
    /** Before the posting, by which it works. */
    private static final int FIRST = 0;

    private final TallystickConfig config;
    private final CreditConfig credit;
    private final CreditSchedule schedule;
    private final Clock clock;
    private Optional<ScheduleThread> thread = Optional.empty();

    ScheduleBean(TallystickConfig config, CreditConfig credit, CreditSchedule schedule, Clock clock) {
        this.config = config;
        this.credit = credit;
        this.schedule = schedule;
        this.clock = clock;
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        // A command does what it was called for.
        if (credit.scheduled() && config.command().isEmpty()) {
            thread = Optional.of(new ScheduleThread(schedule, clock).start());
        }
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        thread.ifPresent(ScheduleThread::close);
        thread = Optional.empty();
    }
}
