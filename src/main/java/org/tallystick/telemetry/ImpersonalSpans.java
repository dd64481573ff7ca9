package org.tallystick.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Traces leave the installation, so they name nobody. The paths and queries of requests hold handles and what people look for,
 * and beside them stand addresses of machines: of what is text in a span, only what is known to be impersonal is kept. An
 * attribute cannot be taken away again, so its value is.
 */
@Singleton
final class ImpersonalSpans implements ExtendedSpanProcessor {
    static final String TAKEN_AWAY = "-";

    private static final String OURS = "tallystick.";
    private static final Set<String> IMPERSONAL = Set.of(
            "http.request.method",
            "http.route",
            "url.scheme",
            "network.protocol.name",
            "network.protocol.version",
            "error.type");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // What is known of a request only when it ends is looked at then, with the rest.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnding(ReadWriteSpan span) {
        span.getAttributes().forEach((key, value) -> {
            if (!isImpersonal(key.getKey())) {
                takeAway(span, key);
            }
        });
    }

    private static void takeAway(ReadWriteSpan span, AttributeKey<?> key) {
        if (key.getType() == AttributeType.STRING) {
            span.setAttribute(AttributeKey.stringKey(key.getKey()), TAKEN_AWAY);
        } else if (key.getType() == AttributeType.STRING_ARRAY) {
            span.setAttribute(AttributeKey.stringArrayKey(key.getKey()), List.of());
        }
    }

    private static boolean isImpersonal(String key) {
        return key.startsWith(OURS) || IMPERSONAL.contains(key);
    }

    @Override
    public boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // It is too late to change anything.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
