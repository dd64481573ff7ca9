package org.tallystick.security;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What an operator graphs of logins: tokens by grant and outcome, and requests that were not let in. */
@ApplicationScoped
public class SecurityMetrics {
    private final MeterRegistry registry;

    public SecurityMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param outcome {@code issued}, or the error; both are of a short list, never a caller's text */
    public void token(String grant, String outcome) {
        registry.counter("tallystick.tokens", "grant", grant, "outcome", outcome)
                .increment();
    }

    /** @param provider its name in the settings */
    public void keysRead(String provider, String outcome) {
        registry.counter("tallystick.oidc.key.reads", "provider", provider, "outcome", outcome)
                .increment();
    }

    public void authenticationFailed(String reason) {
        registry.counter("tallystick.authentication.failures", "reason", reason).increment();
    }
}
