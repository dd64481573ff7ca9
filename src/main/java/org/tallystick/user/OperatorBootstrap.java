package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.platform.BannerLines;
import org.tallystick.platform.Sql;
import org.tallystick.platform.StartFailure;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.security.Digests;
import org.tallystick.security.Passwords;

/** The first login of a fresh database: the user {@code operator}, with the configured password or one that is shown once. */
@ApplicationScoped
public class OperatorBootstrap implements BannerLines {
    private static final String USERNAME = "operator";
    /** Before everything that may want to log in at the start. */
    private static final int EARLY = 200;

    private final Sql sql;
    private final Users users;
    private final Passwords passwords;
    private final TallystickConfig config;
    private final List<String> shownOnce = new ArrayList<>();

    OperatorBootstrap(Sql sql, Users users, Passwords passwords, TallystickConfig config) {
        this.sql = sql;
        this.users = users;
        this.passwords = passwords;
        this.config = config;
    }

    void onStart(@Observes @Priority(EARLY) StartupEvent event) {
        // A command shows no lines at its end: nobody would ever learn the password.
        if (config.command().isEmpty()) {
            makeWhereThereIsNone();
        }
    }

    /**
     * Of several instances that start at once, one makes the operator and shows the password.
     *
     * @throws StartFailure for a configured password that is too easy to guess; where there is an operator it is not looked at
     */
    public void makeWhereThereIsNone() {
        if (sql.exists("SELECT FROM app_user WHERE operator")) {
            return;
        }
        Optional<String> configured = config.operatorPassword()
                .filter(password -> !password.isEmpty())
                .map(OperatorBootstrap::read);
        String password = configured.orElseGet(Digests::newToken);
        String hash = passwords.hash(password);
        boolean made = QuarkusTransaction.requiringNew().call(() -> users.add(USERNAME, true, hash));
        if (made && configured.isEmpty()) {
            synchronized (shownOnce) {
                shownOnce.add("First login: user " + USERNAME + ", password " + password + " (shown this once)");
            }
        }
    }

    private static String read(String configured) {
        try {
            return Passwords.readNew(configured, USERNAME);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("TALLYSTICK_OPERATOR_PASSWORD " + e.getMessage() + ".", e);
        }
    }

    @Override
    public List<String> lines(String url) {
        synchronized (shownOnce) {
            List<String> lines = List.copyOf(shownOnce);
            shownOnce.clear();
            return lines;
        }
    }
}
