package org.tallystick.mail;

import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;
import org.tallystick.platform.StartFailure;

/** Whether this installation sends mail, and where the links of its letters lead; read once, and checked at the start. */
@ApplicationScoped
class MailSetup {
    private static final Logger LOG = Logger.getLogger(MailSetup.class);
    private static final String HOST = "quarkus.mailer.host";
    private static final String FROM = "quarkus.mailer.from";
    /** Before anything that may want to write a letter at the start. */
    private static final int EARLY = 50;

    private final Links links;
    private final Optional<String> host;
    private final Optional<String> senderDomain;

    MailSetup(Config config, MailConfig mail) {
        this.links = Links.of(mail);
        this.host = given(config, HOST);
        this.senderDomain = given(config, FROM).map(MailSetup::domain);
    }

    void onStart(@Observes @Priority(EARLY) StartupEvent event) {
        if (host.isPresent() != senderDomain.isPresent()) {
            LOG.warn("No mail is sent: only one of QUARKUS_MAILER_HOST and QUARKUS_MAILER_FROM is set");
        }
    }

    /** Only where the operator names both a server and a sender, for Quarkus takes localhost for the server otherwise. */
    boolean enabled() {
        return host.isPresent() && senderDomain.isPresent();
    }

    Links links() {
        return links;
    }

    /** What stands behind the at sign of the sender's address; {@code localhost} where there is no sender. */
    String senderDomain() {
        return senderDomain.orElse("localhost");
    }

    /** Defaults, which are of the least ordinals, are nobody's decision. */
    private static Optional<String> given(Config config, String property) {
        ConfigValue value = config.getConfigValue(property);
        return Optional.ofNullable(value.getValue())
                .filter(text -> !text.isBlank() && value.getSourceOrdinal() > 0)
                .map(String::strip);
    }

    private static String domain(String from) {
        String address;
        try {
            address = new EmailAddress(from).getEmail();
        } catch (IllegalArgumentException e) {
            throw new StartFailure("QUARKUS_MAILER_FROM is not an address, such as Tallystick <mail@example.org>.", e);
        }
        return address.substring(address.indexOf('@') + 1);
    }
}
