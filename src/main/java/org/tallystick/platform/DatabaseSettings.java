package org.tallystick.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.postgresql.Driver;

/** What Quarkus needs to know of the database, as its configuration properties. */
final class DatabaseSettings {
    static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    static final String USERNAME = "quarkus.datasource.username";
    static final String PASSWORD = "quarkus.datasource.password";
    private static final String MIGRATION_USERNAME = "tallystick.migration.username";
    private static final String MIGRATION_PASSWORD = "tallystick.migration.password";
    private static final String LOGIN_SECONDS = "10";
    private static final String ANSWER_SECONDS = "60";
    private static final String SECRET = "tallystick.secret";
    private static final String FLYWAY_USERNAME = "quarkus.flyway.username";
    private static final String FLYWAY_PASSWORD = "quarkus.flyway.password";
    private static final String APP_ROLE = "quarkus.flyway.placeholders.app_role";

    private DatabaseSettings() {}

    /** Two logins, both made by {@link EmbeddedDatabase}. */
    static Map<String, String> ofEmbedded(EmbeddedDatabase database) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(JDBC_URL, database.jdbcUrl());
        settings.put(USERNAME, database.application().username());
        settings.put(PASSWORD, database.application().password());
        settings.put(FLYWAY_USERNAME, database.owner().username());
        settings.put(FLYWAY_PASSWORD, database.owner().password());
        settings.put(APP_ROLE, database.application().username());
        return settings;
    }

    /**
     * Two logins where a migration user is configured. With one, it migrates as itself, and pooled connections take the
     * application's role; where it does not migrate either, it is the application's own, as {@link SchemaCheck} sees to.
     *
     * @throws StartFailure if something is not configured, or the server refuses it
     */
    static Map<String, String> ofExternal(String jdbcUrl, Config config) {
        String secret = required(config, SECRET, "with an external database; make one with: openssl rand -base64 32");
        Secrets.check(secret, variable(SECRET));
        String username = required(config, USERNAME, "with QUARKUS_DATASOURCE_JDBC_URL");
        String password = required(config, PASSWORD, "with QUARKUS_DATASOURCE_JDBC_URL");
        Optional<String> named = value(config, MIGRATION_USERNAME);
        Optional<String> migrator = named.filter(name -> !name.equals(username));
        Map<String, String> settings = new LinkedHashMap<>();
        // References, not values: a value read here would be expanded once more by Quarkus.
        if (migrator.isPresent()) {
            required(config, MIGRATION_PASSWORD, "with TALLYSTICK_MIGRATION_USERNAME");
            settings.put(FLYWAY_USERNAME, "${" + MIGRATION_USERNAME + "}");
            settings.put(FLYWAY_PASSWORD, "${" + MIGRATION_PASSWORD + "}");
            settings.put(APP_ROLE, placeholder(username));
        } else if (named.isEmpty() && !migratesAtStart(config)) {
            // On a session of its own, for what Flyway sets there shall not stay on one of the pool.
            settings.put(FLYWAY_USERNAME, "${" + USERNAME + "}");
            settings.put(FLYWAY_PASSWORD, "${" + PASSWORD + "}");
            settings.put(APP_ROLE, placeholder(username));
        } else {
            String role = ensureRole(jdbcUrl, new Login(username, password));
            settings.put(FLYWAY_USERNAME, "${" + USERNAME + "}");
            settings.put(FLYWAY_PASSWORD, "${" + PASSWORD + "}");
            settings.put(APP_ROLE, placeholder(role));
            settings.put("quarkus.datasource.jdbc.new-connection-sql", escape("SET ROLE " + DatabaseRoles.quote(role)));
        }
        return settings;
    }

    /** The configured secret, or the data directory's own. */
    static Map<String, String> secretOf(Path dataDirectory, Config config) {
        Optional<String> configured = value(config, SECRET);
        if (configured.isPresent()) {
            Secrets.check(configured.get(), variable(SECRET));
            return Map.of();
        }
        try {
            return Map.of(SECRET, Secrets.ofDirectory(dataDirectory));
        } catch (IOException e) {
            throw new StartFailure("The secret in " + dataDirectory + " cannot be used: " + e, e);
        }
    }

    private static boolean migratesAtStart(Config config) {
        return config.getOptionalValue(SchemaCheck.MIGRATE_AT_START, Boolean.class)
                .orElse(true);
    }

    private static String ensureRole(String jdbcUrl, Login login) {
        Properties properties = new Properties();
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password());
        properties.setProperty("loginTimeout", LOGIN_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        try (Connection connection = new Driver().connect(jdbcUrl, properties)) {
            if (connection == null) {
                throw new StartFailure(variable(JDBC_URL) + " must begin with jdbc:postgresql:");
            }
            return DatabaseRoles.ensure(connection);
        } catch (SQLException e) {
            throw new StartFailure("The database cannot be used as " + login.username() + ": " + e.getMessage(), e);
        }
    }

    /** The migrations put it between double quotes. */
    private static String placeholder(String role) {
        return escape(role.replace("\"", "\"\""));
    }

    /** Keeps Quarkus from taking a dollar sign for the start of a reference. */
    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("$", "\\$");
    }

    private static String required(Config config, String property, String when) {
        return value(config, property)
                .orElseThrow(() -> new StartFailure(variable(property) + " is required " + when + "."));
    }

    static Optional<String> value(Config config, String property) {
        return config.getOptionalValue(property, String.class).filter(value -> !value.isBlank());
    }

    private static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
