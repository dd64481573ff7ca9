package org.tallystick.mail;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import org.tallystick.platform.Setting;

/**
 * Where the links of letters lead: each a template with {@code {token}} in it, and an environment variable
 * ({@code tallystick.mail.reset-link}: TALLYSTICK_MAIL_RESET_LINK). The mail server is configured as Quarkus has it.
 */
@Setting("The links in letters")
@ConfigMapping(prefix = "tallystick.mail")
public interface MailConfig {
    @Setting(
            value = "The page where an invited person chooses a password. A link contains `{token}` and "
                    + "begins with `https://`, or `http://` for this machine alone")
    Optional<String> invitationLink();

    @Setting("The page where a forgotten password is replaced")
    Optional<String> resetLink();

    @Setting("The page that confirms an e-mail address")
    Optional<String> confirmationLink();
}
