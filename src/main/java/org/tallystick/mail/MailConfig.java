package org.tallystick.mail;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * Where the links of letters lead: each a template with {@code {token}} in it, and an environment variable
 * ({@code tallystick.mail.reset-link}: TALLYSTICK_MAIL_RESET_LINK). The mail server is configured as Quarkus has it.
 */
@ConfigMapping(prefix = "tallystick.mail")
public interface MailConfig {
    /** The page where an invited person chooses a password. */
    Optional<String> invitationLink();

    /** The page where a forgotten password is replaced. */
    Optional<String> resetLink();

    /** The page that confirms an e-mail address. */
    Optional<String> confirmationLink();
}
