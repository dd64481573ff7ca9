package org.tallystick.openapi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** Whoever watches the others is watched too. */
class DocumentedAnswersTest {
    private static final String ACCOUNT = "/v1/communities/maple-lets/accounts/alice";
    private static final String BALANCE =
            "{\"account\":\"alice\",\"member\":null,\"currency\":\"LEAF\",\"balance\":\"1.00\"}";
    private static final String PROBLEM =
            "{\"type\":\"urn:x\",\"code\":\"%s\",\"title\":\"x\",\"status\":404,\"detail\":\"x\"}";

    @Test
    void whatIsDocumentedIsLetThrough() {
        assertThatCode(() -> check(200, "application/json", BALANCE)).doesNotThrowAnyException();
        assertThatCode(() -> check(404, "application/problem+json", PROBLEM.formatted("not-found")))
                .doesNotThrowAnyException();
        assertThatCode(() -> DocumentedAnswers.check("GET", "/nowhere", 200, "text/plain", "x"))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherStatusTypeFormOrCodeIsNot() {
        assertRefused(402, "application/json", BALANCE);
        assertRefused(200, "text/html", BALANCE);
        assertRefused(200, "application/json", BALANCE.replace("\"1.00\"", "1"));
        assertRefused(200, "application/json", BALANCE.replace("\"balance\"", "\"sum\""));
        assertRefused(404, "application/problem+json", PROBLEM.formatted("same-account"));
    }

    private static void assertRefused(int status, String contentType, String body) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check(status, contentType, body));
    }

    private static void check(int status, String contentType, String body) {
        DocumentedAnswers.check("GET", ACCOUNT, status, contentType, body);
    }
}
