package org.tallystick.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.Town;

/** What a request's trace tells, and that it tells nothing of anybody. */
@QuarkusTest
@TestProfile(TracedProfile.class)
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class TracedRequestTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String TRADES = "POST /v1/communities/{community}/trades";

    @Inject
    KeptSpans spans;

    @Test
    void aTradeIsFollowedFromItsRequestToTheBatchThatWroteIt() {
        Town town = new Town();
        String alice = town.member("alice", "100.00");
        town.enrol("bob");
        spans.forget();

        Response booked = Api.as(
                        alice, Map.of("payer", "alice", "payee", "bob", "amount", "1.00", "description", "bread"))
                .header("Idempotency-Key", "traced")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .post(town.path("/trades"));

        booked.then().statusCode(201);
        SpanData request = await(TRADES);
        SpanData unit = await("post trades");
        SpanData batch = await("post batch");
        assertThat(request.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(request.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(request.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(201);
        assertThat(unit.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(unit.getAttributes().get(AttributeKey.stringArrayKey("tallystick.trade.ids")))
                .containsExactly(booked.<String>path("id"));
        assertThat(unit.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(batch.getSpanId()));
        assertThat(batch.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(unit.getSpanId()));
        assertThat(batch.getTraceId()).isNotEqualTo(request.getTraceId());
    }

    @Test
    void noSpanOfARunNamesAnybodyOrRepeatsWhatTheyWrote() {
        spans.forget();
        Town town = new Town();
        String payer = town.member("zacharias-quill", "10.00");
        town.enrol("ottoline");
        trade(town, payer, "zacharias-quill", "ottoline", "4.50", "Rhubarb crumble")
                .then()
                .statusCode(201);
        trade(town, payer, "zacharias-quill", "ottoline", "4500.00", "A rhubarb field")
                .then()
                .statusCode(422);
        trade(town, payer, "zacharias-quill", "nobody-here", "1.00", "rhubarb")
                .then()
                .statusCode(422);
        Api.as(payer).get(town.path("/accounts/zacharias-quill")).then().statusCode(200);
        Api.as(payer)
                .queryParam("account", "zacharias-quill")
                .queryParam("text", "rhubarb")
                .get(town.path("/trades"))
                .then()
                .statusCode(200);
        RestAssured.given().get("/v1/nothing/zacharias-quill?q=rhubarb").then().statusCode(404);
        RestAssured.given()
                .formParam("grant_type", "password")
                .formParam("username", "zacharias-quill")
                .formParam("password", "rhubarb")
                .post("/oauth/token")
                .then()
                .statusCode(400);
        ServiceProcess.await("traced", SOON, () -> named("POST /oauth/token").size() > 1);

        List<SpanData> all = spans.all();
        assertThat(all).hasSizeGreaterThan(15);
        Set<String> kept = new TreeSet<>();
        for (SpanData span : all) {
            assertThat(everythingOf(span).toLowerCase(Locale.ROOT))
                    .doesNotContain(
                            "zacharias",
                            "ottoline",
                            "rhubarb",
                            "crumble",
                            "nobody-here",
                            town.slug(),
                            payer.toLowerCase(Locale.ROOT),
                            "127.0.0.1",
                            "localhost",
                            "apache-http",
                            "select ",
                            "insert ");
            span.getAttributes().forEach((key, value) -> {
                if (!value.equals(ImpersonalSpans.TAKEN_AWAY)) {
                    kept.add(key.getKey());
                }
            });
        }
        assertThat(kept).contains("http.route", "http.request.method", "tallystick.outcome");
        assertThat(all).noneMatch(span -> span.getName().contains("/q/"));
    }

    private static Response trade(
            Town town, String token, String payer, String payee, String amount, String description) {
        return Api.as(token, Map.of("payer", payer, "payee", payee, "amount", amount, "description", description))
                .header("Idempotency-Key", "rhubarb " + amount)
                .post(town.path("/trades"));
    }

    private static String everythingOf(SpanData span) {
        return String.join(
                "\n",
                span.getName(),
                span.getAttributes().toString(),
                span.getEvents().toString(),
                span.getLinks().toString(),
                span.getStatus().getDescription());
    }

    private List<SpanData> named(String name) {
        return spans.all().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** A request's span ends a moment after its caller has the answer. */
    private SpanData await(String name) {
        ServiceProcess.await(name, SOON, () -> !named(name).isEmpty());
        return named(name).get(0);
    }
}
