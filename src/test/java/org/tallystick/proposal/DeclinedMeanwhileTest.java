package org.tallystick.proposal;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A proposal is read row by row; what is committed in between is seen in part. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class DeclinedMeanwhileTest {
    private static final int ATTEMPTS = 500;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String jdbcUrl;

    @Test
    void whoDeclinesWhileAnotherDoesIsToldThatItIsDeclined() throws Exception {
        Town town = new Town();
        Proposing proposals = new Proposing(town);
        String ann = town.member("ann", "10.00");
        String ben = town.member("ben", "10.00");
        String id = proposals.proposed(ann, Proposing.of("offer", "ann", "ben", "3.00"));

        CompletableFuture<ValidatableResponse> answer;
        try (Connection other = DriverManager.getConnection(jdbcUrl, "postgres", "test");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE proposal_party IN ACCESS EXCLUSIVE MODE");
            answer = CompletableFuture.supplyAsync(() -> proposals.end(ben, id, "decline"));
            awaitReader();
            statement.execute("UPDATE proposal_party SET declined_at = now() WHERE side = 'payee' AND proposal_id = '"
                    + id + "'; UPDATE proposal SET state = 'declined', version = version + 1 WHERE proposal_id = '" + id
                    + "'");
            other.commit();
        }

        answer.get(30, TimeUnit.SECONDS).statusCode(200).body("state", equalTo("declined"));
    }

    /** Somebody has read the proposal, and waits for its parties. */
    private void awaitReader() throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "test");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < ATTEMPTS; i++) {
                try (ResultSet waits = statement.executeQuery(
                        "SELECT FROM pg_locks WHERE relation = 'proposal_party'::regclass AND NOT granted")) {
                    if (waits.next()) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IllegalStateException("nobody reads the parties of the proposal");
    }
}
