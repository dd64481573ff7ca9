package org.tallystick.job;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the jobs that make a file; each is also an environment variable ({@code tallystick.jobs.running}: TALLYSTICK_JOBS_RUNNING). */
@ConfigMapping(prefix = "tallystick.jobs")
public interface JobConfig {
    /** How many an instance runs at the same time. */
    @WithDefault("2")
    int running();

    /** How many that are not ended a caller has in a community. */
    @WithDefault("3")
    int unfinishedPerCaller();

    /** How many that are not ended a community has. */
    @WithDefault("50")
    int unfinishedPerCommunity();

    /** How large a result may be. */
    @WithDefault("1G")
    MemorySize largestResult();

    /** How long a result is kept. */
    @WithDefault("7d")
    Duration resultsKeptFor();

    /** How many results of one caller a community keeps; beyond, the caller's oldest one goes. */
    @WithDefault("10")
    int resultsPerCaller();

    /** How many results a community keeps; beyond, the oldest one of whoever has most of them goes. */
    @WithDefault("50")
    int resultsPerCommunity();
}
