package org.tallystick.posting;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Refusal;

/**
 * The spans of the posting, and all that it knows of OpenTelemetry. A batch writes what many requests asked for, and so is a part
 * of none: its span is a trace of its own. Each unit has a span within its request, from the queue to the answer, and a link leads
 * from it to the batch that wrote it, and back. Where no traces are made this costs nothing worth measuring.
 *
 * <p>No span names a person, or says what somebody wrote: there are ids, counts and codes.
 */
@Singleton
final class PostingTraces {
    static final PostingTraces OFF = new PostingTraces();

    /** As many as a span keeps by default; the others still lead from the unit to the batch. */
    static final int MOST_LINKS = 128;

    private static final int MOST_NAMED = 10;
    private static final AttributeKey<String> COMMUNITY = AttributeKey.stringKey("tallystick.community.id");
    private static final AttributeKey<Long> UNITS = AttributeKey.longKey("tallystick.batch.units");
    private static final AttributeKey<Long> TRADES = AttributeKey.longKey("tallystick.trades");
    private static final AttributeKey<Long> RETRIES = AttributeKey.longKey("tallystick.batch.retries");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("tallystick.outcome");
    private static final AttributeKey<List<String>> REFUSALS = AttributeKey.stringArrayKey("tallystick.refusals");
    private static final AttributeKey<List<String>> TRADE_IDS = AttributeKey.stringArrayKey("tallystick.trade.ids");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final @Nullable Tracer tracer;

    @Inject
    PostingTraces(
            Instance<OpenTelemetry> telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean off) {
        this.tracer = off ? null : telemetry.get().getTracer("org.tallystick.posting");
    }

    PostingTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    private PostingTraces() {
        this.tracer = null;
    }

    /** Begins the span of a unit that is about to wait: a part of the request that is being worked on now. */
    UnitSpan begin(Unit unit) {
        return tracer == null
                ? UnitSpan.NONE
                : new UnitSpan(tracer.spanBuilder(name(unit))
                        .setAttribute(COMMUNITY, unit.community().value().toString())
                        .setAttribute(TRADES, (long) unit.weight())
                        .startSpan());
    }

    /** Begins the span of an attempt to write these. */
    BatchSpan begin(List<Pending> batch) {
        if (tracer == null) {
            return BatchSpan.NONE;
        }
        SpanBuilder builder = tracer.spanBuilder("post batch")
                .setNoParent()
                .setAttribute(COMMUNITY, batch.get(0).unit().community().value().toString())
                .setAttribute(UNITS, (long) batch.size())
                .setAttribute(
                        TRADES,
                        batch.stream().mapToLong(one -> one.unit().weight()).sum());
        batch.stream()
                .map(one -> one.span().context())
                .filter(SpanContext::isValid)
                .limit(MOST_LINKS)
                .forEach(builder::addLink);
        Span span = builder.startSpan();
        batch.forEach(one -> one.span().isWrittenIn(span));
        return new BatchSpan(span);
    }

    private static String name(Unit unit) {
        if (unit instanceof TradeUnit) {
            return "post trades";
        }
        return unit instanceof HoldUnit ? "post hold" : "post account change";
    }

    /** Of one unit, from the queue to its answer. */
    static final class UnitSpan {
        static final UnitSpan NONE = new UnitSpan(Span.getInvalid());

        private final Span span;

        private UnitSpan(Span span) {
            this.span = span;
        }

        /** It ends when the answer is there, whoever gives it. */
        void endsWith(CompletableFuture<Outcome> answer) {
            if (span.isRecording()) {
                answer.whenComplete(this::end);
            }
        }

        private SpanContext context() {
            return span.getSpanContext();
        }

        /** The trace that this is a part of; null if there is none. */
        @Nullable
        String traceId() {
            return context().isValid() ? context().getTraceId() : null;
        }

        private void isWrittenIn(Span batch) {
            span.addLink(batch.getSpanContext());
        }

        private void end(@Nullable Outcome outcome, @Nullable Throwable fault) {
            if (outcome != null) {
                span.setAttribute(OUTCOME, TraceWords.of(outcome));
                describe(outcome);
            } else {
                span.setStatus(StatusCode.ERROR).setAttribute(ERROR, TraceWords.of(fault));
            }
            span.end();
        }

        private void describe(Outcome outcome) {
            if (outcome instanceof Outcome.Booked booked) {
                List<String> ids = booked.trades().stream()
                        .limit(MOST_NAMED)
                        .map(trade -> trade.id().value().toString())
                        .toList();
                span.setAttribute(TRADE_IDS, ids);
            } else if (outcome instanceof Outcome.Refused refused) {
                List<String> codes = refused.refusals().stream()
                        .flatMap(Optional::stream)
                        .map(Refusal::code)
                        .distinct()
                        .toList();
                span.setAttribute(REFUSALS, codes);
            }
        }
    }

    /** Of one batch, with its attempts. */
    static final class BatchSpan implements AutoCloseable {
        static final BatchSpan NONE = new BatchSpan(Span.getInvalid());

        private final Span span;
        private int retries;

        private BatchSpan(Span span) {
            this.span = span;
        }

        void retried() {
            if (span.isRecording()) {
                retries++;
            }
        }

        void decided(List<Outcome> outcomes) {
            if (span.isRecording()) {
                Map<String, Long> counts = new TreeMap<>();
                outcomes.forEach(outcome -> counts.merge(TraceWords.of(outcome), 1L, Long::sum));
                counts.forEach((outcome, count) -> span.setAttribute("tallystick.batch.outcomes." + outcome, count));
            }
        }

        void failed(Throwable fault) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR, TraceWords.of(fault));
        }

        @Override
        public void close() {
            span.setAttribute(RETRIES, (long) retries).end();
        }
    }
}
