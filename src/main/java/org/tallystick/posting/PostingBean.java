package org.tallystick.posting;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

final class PostingBean {
    @Produces
    @Singleton
    Posting posting(DataSource dataSource, Clock clock, MeterRegistry registry) {
        return new Posting(dataSource, PostingSettings.defaults(), clock, new PostingMetrics(registry));
    }

    void close(@Disposes Posting posting) {
        posting.close();
    }
}
