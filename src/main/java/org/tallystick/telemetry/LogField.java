package org.tallystick.telemetry;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the log says beside its sentence. In a request the fields belong to the request, whichever thread works on it;
 * elsewhere to the thread.
 */
public enum LogField {
    /** Of the request, or of those that a line is about. */
    REQUEST("requestId"),
    /** Of the trade that a line is about. */
    TRADE("tradeId"),
    /** Of the trace that the request is a part of, where traces are made. Set by Quarkus within a request. */
    TRACE("traceId");

    private final String key;

    LogField(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** As it is now; null if it is not set. */
    public @Nullable String value() {
        Object value = MDC.get(key);
        return value == null ? null : value.toString();
    }

    /** Sets it for good, that is until the request ends. */
    void set(String value) {
        MDC.put(key, value);
    }

    /** Says what is to be said with this field set, and leaves it as it was; nothing is set if there is no value. */
    public void during(@Nullable String value, Runnable saying) {
        if (value == null) {
            saying.run();
            return;
        }
        Object before = MDC.get(key);
        MDC.put(key, value);
        try {
            saying.run();
        } finally {
            if (before == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, before);
            }
        }
    }
}
