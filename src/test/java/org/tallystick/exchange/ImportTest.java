package org.tallystick.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.Brightwater;
import org.tallystick.testing.DatabaseTestResource;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ImportTest {
    @Inject
    DataSource dataSource;

    @Test
    void aYearOfBrightwatersBooksComesOutRightToTheLastUnitAndTwiceBooksNothingTwice() throws Exception {
        String operator = Api.operatorToken();
        String slug = "brightwater-import";
        Map<String, String> expected = Brightwater.expected("expected-balances.csv");

        long begun = System.nanoTime();
        JsonPath first = Brightwater.importAs(operator, slug, false);
        System.out.println("import took " + (System.nanoTime() - begun) / 1_000_000 + " ms");

        assertThat(first.getList("errors")).isEmpty();
        assertThat(first.getString("state")).isEqualTo("done");
        assertThat(first.getLong("done")).isEqualTo(48_170);
        assertThat(first.getLong("total")).isEqualTo(48_170);
        assertThat(first.getString("community")).isEqualTo(slug);
        assertThat(Brightwater.balances(dataSource, slug)).isEqualTo(expected);

        JsonPath again = Brightwater.importAs(operator, slug, false);

        assertThat(again.getString("state")).isEqualTo("done");
        assertThat(again.getLong("done")).isEqualTo(48_170);
        assertThat(Brightwater.balances(dataSource, slug)).isEqualTo(expected);
    }

    @Test
    void aDryRunBooksNothingAndMakesNoCommunity() throws Exception {
        String operator = Api.operatorToken();

        JsonPath job = Brightwater.importAs(operator, "brightwater-dry", true);

        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getBoolean("dryRun")).isTrue();
        assertThat(job.getLong("done")).isEqualTo(48_170);
        assertThat(Brightwater.balances(dataSource, "brightwater-dry")).isEmpty();
        Api.as(operator).get("/v1/communities/brightwater-dry").then().statusCode(404);
    }

    @Test
    void everyRowAtFaultIsNamedAndNothingIsBooked() throws Exception {
        String members = """
                handle,name,email,kind,joined,credit_limit,balance_cap,status
                ann,Ann,ann@example.org,person,2020-01-01,10.00,,active
                ben,"Ben, of the mill",,robot,2020-01-01,1e3,,active
                Ann,Ann again,,person,31.01.2020,-5,,asleep
                """;
        String trades = """
                reference,booked_at,value_date,payer,payee,amount,description
                t1,2025-01-01T10:00:00Z,2025-01-01,ann,ben,1.005,bread
                t1,yesterday,2025-13-01,ann,ben,,bread
                """;

        JsonPath job = Brightwater.importAs(Api.operatorToken(), "faulty", bytes(members), bytes(trades), false);

        assertThat(job.getString("state")).isEqualTo("failed");
        assertThat(job.getList("errors.collect { it.file + ' ' + it.line + ' ' + it.column + ' ' + it.code }"))
                .containsExactlyInAnyOrder(
                        "members.csv 3 kind malformed",
                        "members.csv 3 credit_limit malformed",
                        "members.csv 4 handle malformed",
                        "members.csv 4 joined malformed",
                        "members.csv 4 credit_limit malformed",
                        "members.csv 4 status malformed",
                        "trades.csv 2 amount malformed",
                        "trades.csv 3 booked_at malformed",
                        "trades.csv 3 value_date malformed",
                        "trades.csv 3 amount required");
        assertThat(Brightwater.balances(dataSource, "faulty")).isEmpty();
    }

    @Test
    void rowsThatTheRulesRefuseAreNamedBeforeAnythingIsBooked() throws Exception {
        String members = """
                handle,name,email,kind,joined,credit_limit,balance_cap,status
                ann,Ann,,person,2020-01-01,10.00,,active
                ben,Ben,,person,2020-01-01,0.00,20.00,active
                """;
        String trades = """
                reference,booked_at,value_date,payer,payee,amount,description
                t1,2025-01-01T10:00:00Z,2025-01-01,ann,ben,10.00,bread
                t2,2025-01-01T11:00:00Z,2025-01-01,ann,ben,0.01,bread
                t3,2025-01-01T12:00:00Z,2025-01-01,ben,carl,1.00,bread
                t4,2025-01-01T09:00:00Z,2025-01-01,ben,ann,1.00,bread and butter
                t5,2025-01-01T12:00:00Z,2025-01-01,ben,ben,1.00,bread
                """;

        JsonPath job = Brightwater.importAs(Api.operatorToken(), "refused", bytes(members), bytes(trades), false);

        assertThat(job.getString("state")).isEqualTo("failed");
        assertThat(job.getList("errors.collect { it.file + ' ' + it.line + ' ' + it.column + ' ' + it.code }"))
                .containsExactly(
                        "trades.csv 3 amount credit-limit-exceeded",
                        "trades.csv 4 payee unknown-account",
                        "trades.csv 5 booked_at booking-time-falls",
                        "trades.csv 6 payee same-account");
        assertThat(job.getString("errors[0].detail")).isEqualTo("t2: ann has 0.00 available; 0.01 was asked for.");
        assertThat(Brightwater.balances(dataSource, "refused")).isEmpty();
    }

    @Test
    void whatAnAdministratorDecidedSinceStandsWhenTheFilesAreSentAgain() {
        String operator = Api.operatorToken();
        String members = """
                handle,name,email,kind,joined,credit_limit,balance_cap,status
                ann,Ann,,person,2020-01-01,10.00,,frozen
                ben,Ben,,person,2020-01-01,0.00,20.00,active
                """;
        byte[] trades = bytes("""
                reference,booked_at,value_date,payer,payee,amount,description
                t1,2025-01-01T10:00:00Z,2025-01-01,ann,ben,10.00,bread
                """);
        Brightwater.importAs(operator, "thawed", bytes(members), trades, false);
        String ann = "/v1/communities/thawed/members/ann";
        assertThat(Api.as(operator).get(ann).jsonPath().getString("status")).isEqualTo("frozen");
        Api.as(operator, Map.of("status", "active", "reason", "she came back"))
                .header("If-Match", "*")
                .patch(ann)
                .then()
                .statusCode(200);

        JsonPath again = Brightwater.importAs(operator, "thawed", bytes(members), trades, false);

        assertThat(again.getString("state")).isEqualTo("done");
        assertThat(Api.as(operator).get(ann).jsonPath().getString("status")).isEqualTo("active");
    }

    @Test
    void anArchiveThatBreaksOffIsMalformed() {
        byte[] broken = new byte[5_000];
        byte[] whole = Brightwater.zip("broken");
        System.arraycopy(whole, 0, broken, 0, broken.length);
        Api.as(Api.operatorToken())
                .multiPart("archive", "books.zip", broken)
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("errors[0].field", org.hamcrest.Matchers.equalTo("archive"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
