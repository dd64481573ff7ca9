package org.tallystick.posting;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.tallystick.platform.TallystickConfig;

/** Makes the posting of this instance from its configuration, and stops it, posting what waits, before the pool closes. */
@ApplicationScoped
class PostingBean {
    /** Before the pool is closed, on whose connections the lanes post what waits. */
    private static final int EARLY = 1;

    @Produces
    @Singleton
    Posting posting(
            DataSource dataSource, TallystickConfig config, Clock clock, MeterRegistry registry, PostingTraces traces) {
        TallystickConfig.Posting posting = config.posting();
        PostingSettings settings = new PostingSettings(
                posting.lanes(), posting.batchSize(), posting.queueCapacity(), posting.retryFor(), posting.waitFor());
        return new Posting(dataSource, settings, clock, new PostingMetrics(registry), traces);
    }

    void stop(@Observes @Priority(EARLY) ShutdownEvent event, Posting posting) {
        posting.close();
    }

    @Produces
    @Singleton
    BooksReader booksReader(DataSource dataSource) {
        return new BooksReader(dataSource);
    }
}
