package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Why the two limits of an account are what they are, as the database keeps it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Explanations(Explained creditLimit, @Nullable Explained balanceCap) {
    static final String CREDIT_LIMIT = "credit limit";
    static final String BALANCE_CAP = "balance cap";

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    static Explanations of(Verdict.Found found, int scale, LocalDate asOf) {
        return new Explanations(
                ExplainFinding.of(found.creditLimit(), CREDIT_LIMIT, scale, asOf),
                found.balanceCap()
                        .map(cap -> ExplainFinding.of(cap, BALANCE_CAP, scale, asOf))
                        .orElse(null));
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Explanations read(String json) {
        try {
            return JSON.readValue(json, Explanations.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored explanation is unreadable", e);
        }
    }
}
