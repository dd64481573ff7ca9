package org.tallystick.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Counts requests that record a trade by how long they take: what is promised of that is a share (docs/operations.md), which
 * averages and maxima do not tell. No other requests, for each bucket is a time series of its own.
 */
@Singleton
final class RecordingTimes implements MeterFilter {
    private static final String REQUESTS = "http.server.requests";
    private static final String TRADES = "/v1/communities/{community}/trades";
    private static final double[] BUCKETS_NANOS = Stream.of(25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id meter, DistributionStatisticConfig config) {
        boolean recordsATrade = meter.getName().equals(REQUESTS)
                && TRADES.equals(meter.getTag("uri"))
                && "POST".equals(meter.getTag("method"));
        return recordsATrade
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BUCKETS_NANOS)
                        .build()
                        .merge(config)
                : config;
    }
}
