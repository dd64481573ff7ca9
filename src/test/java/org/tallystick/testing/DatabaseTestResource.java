package org.tallystick.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Gives the application under test a fresh database with the two logins. Put
 * {@code @WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)} on the tests, which then
 * share one application; each makes communities of its own. A test reaches the database through the injected data source,
 * not through {@link TestDatabase}, which in the class loader of the application would be another server.
 */
public class DatabaseTestResource implements QuarkusTestResourceLifecycleManager {
    /** The password of the user {@code operator}. */
    public static final String OPERATOR_PASSWORD = "operator-of-the-tests";

    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

    @Override
    public Map<String, String> start() {
        TestDatabase database = TestDatabase.fresh();
        PGSimpleDataSource application = database.application();
        PGSimpleDataSource owner = database.owner();
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                Map.entry("quarkus.datasource.username", String.valueOf(application.getUser())),
                Map.entry("quarkus.datasource.password", String.valueOf(application.getPassword())),
                Map.entry("quarkus.flyway.username", String.valueOf(owner.getUser())),
                Map.entry("quarkus.flyway.password", String.valueOf(owner.getPassword())),
                Map.entry("quarkus.flyway.placeholders.app_role", String.valueOf(application.getUser())),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("tallystick.operator-password", OPERATOR_PASSWORD),
                // A test says itself when the days come.
                Map.entry("tallystick.credit.scheduled", "false"),
                Map.entry("tallystick.links.payment", "https://pay.example.org/#{token}"),
                Map.entry("tallystick.secret", SECRET));
    }

    @Override
    public void stop() {
        // The server ends with the tests' process, and the database with it.
    }
}
