package org.tallystick.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What an operator graphs of logins: tokens by grant and outcome, and requests that were not let in. */
@ApplicationScoped
public class SecurityMetrics {
    private final MeterRegistry registry;

    public SecurityMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Of the password grant, at which people fail and others guess: from zero on, so that the first failures are an increase. */
    void begin(@Observes StartupEvent event) {
        for (String outcome : List.of("issued", "invalid_grant", "too-many-requests")) {
            token("password", outcome, 0);
        }
        for (String reason : List.of("no-token", "invalid-token", "ended")) {
            authenticationFailed(reason, 0);
        }
    }

    /** @param outcome {@code issued}, or the error; both are of a short list, never a caller's text */
    public void token(String grant, String outcome) {
        token(grant, outcome, 1);
    }

    private void token(String grant, String outcome, int requests) {
        registry.counter("tallystick.tokens", "grant", grant, "outcome", outcome)
                .increment(requests);
    }

    /** @param provider its name in the settings */
    public void keysRead(String provider, String outcome) {
        registry.counter("tallystick.oidc.key.reads", "provider", provider, "outcome", outcome)
                .increment();
    }

    public void authenticationFailed(String reason) {
        authenticationFailed(reason, 1);
    }

    private void authenticationFailed(String reason, int requests) {
        registry.counter("tallystick.authentication.failures", "reason", reason).increment(requests);
    }
}
