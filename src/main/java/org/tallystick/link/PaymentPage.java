package org.tallystick.link;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.tallystick.mail.LinkTemplate;
import org.tallystick.platform.StartFailure;

/** Where payment links lead: to the page that the operator names. Read once, and checked at the start. */
@ApplicationScoped
class PaymentPage {
    private static final String SETTING = "tallystick.links.payment";
    /** What a QR code holds beside the longest token. */
    private static final int LONGEST = 500;

    private final Optional<LinkTemplate> template;

    PaymentPage(LinkConfig config) {
        this.template = config.payment().map(PaymentPage::read);
    }

    private static LinkTemplate read(String text) {
        if (text.length() > LONGEST) {
            throw new StartFailure("TALLYSTICK_LINKS_PAYMENT has more than " + LONGEST + " characters.");
        }
        return LinkTemplate.parse(SETTING, text);
    }

    void onStart(@Observes StartupEvent event) {
        // Observing it makes the bean, and so checks the setting.
    }

    /** The link with this token; empty where the operator names no page. */
    Optional<String> link(String token) {
        return template.map(page -> page.with(token));
    }

    /** What a QR code holds: the link, or where there is none the token itself. */
    String scanned(String token) {
        return link(token).orElse(token);
    }
}
