package org.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldErrorsTest {
    private final FieldErrors errors = new FieldErrors();

    @Test
    void withoutErrorsNothingIsThrown() {
        assertThat(errors.required("name", "Alice", "")).isEqualTo("Alice");
        assertThat(errors.read("age", "42", Integer::valueOf)).contains(42);
        assertThat(errors.readIfPresent("size", "7", Integer::valueOf)).contains(7);
        assertThat(errors.readIfPresent("size", null, Integer::valueOf)).isEmpty();

        assertThat(errors.isEmpty()).isTrue();
        assertThat(errors.list()).isEmpty();
        assertThatCode(errors::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void everyFieldAtFaultIsToldInTheOrderInWhichItWasRead() {
        assertThat(errors.required("name", null, "instead")).isEqualTo("instead");
        assertThat(errors.read("age", null, Integer::valueOf)).isEmpty();
        assertThat(errors.read("size", "x", any -> {
                    throw new IllegalArgumentException("must be a number");
                }))
                .isEmpty();
        assertThat(errors.readIfPresent("weight", "y", any -> {
                    throw new IllegalArgumentException();
                }))
                .isEmpty();

        assertThat(errors.isEmpty()).isFalse();
        Problem problem =
                catchThrowableOfType(ProblemException.class, errors::throwIfAny).problem();
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(problem.detail()).isEqualTo("name is required (and 3 more)");
        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("name", "required", "is required"),
                        new FieldError("age", "required", "is required"),
                        new FieldError("size", "malformed", "must be a number"),
                        new FieldError("weight", "malformed", "is malformed"));
    }

    @Test
    void aSingleErrorIsToldWithoutACount() {
        errors.add("amount", "malformed", "must be a decimal");

        assertThat(catchThrowableOfType(ProblemException.class, errors::throwIfAny))
                .hasMessage("amount must be a decimal");
    }

    @Test
    void noMoreThanFiftyErrorsAreTold() {
        for (int i = 0; i < 1_000; i++) {
            errors.add("trades[" + i + "].amount", "required", "is required");
        }

        assertThat(errors.list()).hasSize(50);
        assertThat(errors.list().get(49).field()).isEqualTo("trades[49].amount");
    }

    @Test
    void aProblemIsSentInTheOrderInWhichPeopleReadIt() {
        Problem problem = Problem.of(ProblemType.CREDIT_LIMIT_EXCEEDED, "available 12.50, asked for 20.00")
                .with("available", "12.50")
                .with("asked", "20.00");

        assertThat(problem.toBody().entrySet())
                .containsExactly(
                        Map.entry("type", "urn:tallystick:problem:credit-limit-exceeded"),
                        Map.entry("code", "credit-limit-exceeded"),
                        Map.entry("title", "The credit limit does not allow this"),
                        Map.entry("status", 422),
                        Map.entry("detail", "available 12.50, asked for 20.00"),
                        Map.entry("available", "12.50"),
                        Map.entry("asked", "20.00"));
        assertThat(Problem.ofField(ProblemType.MALFORMED, "amount", "required", "is required")
                        .toBody())
                .containsEntry("detail", "amount is required")
                .containsKey("errors");
    }
}
