package org.tallystick.job;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.tallystick.platform.Setting;

/** Bounds of the jobs that make a file; each is also an environment variable ({@code tallystick.jobs.running}: TALLYSTICK_JOBS_RUNNING). */
@Setting("Exports and other long work")
@ConfigMapping(prefix = "tallystick.jobs")
public interface JobConfig {
    @Setting(
            value = "How many an instance makes at the same time; each takes up to two connections and, for "
                    + "PDF, some 100 MB",
            least = "1",
            most = "8")
    @WithDefault("2")
    int running();

    @Setting(value = "Most that a caller has not done yet in a community; beyond, 429", least = "1", most = "1000")
    @WithDefault("3")
    int unfinishedPerCaller();

    @Setting(value = "Most that a community has not done yet; beyond, 429", least = "1", most = "10000")
    @WithDefault("50")
    int unfinishedPerCommunity();

    @Setting(value = "How large the file of an export may be", least = "1M")
    @WithDefault("1G")
    MemorySize largestResult();

    @Setting(value = "How long such a file is kept, in the database", least = "1m", most = "366d")
    @WithDefault("7d")
    Duration resultsKeptFor();

    @Setting(
            value = "Most files of one caller that a community keeps; beyond, the oldest goes",
            least = "1",
            most = "1000")
    @WithDefault("10")
    int resultsPerCaller();

    @Setting(
            value = "Most files that it keeps; beyond, the oldest of whoever has most goes",
            least = "1",
            most = "10000")
    @WithDefault("50")
    int resultsPerCommunity();
}
