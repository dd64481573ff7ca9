package org.tallystick.mail;

import java.util.Optional;

/** Where the links of letters lead; where there is none, the letter gives the token itself. */
public record Links(
        Optional<LinkTemplate> invitation, Optional<LinkTemplate> reset, Optional<LinkTemplate> confirmation) {
    static Links of(MailConfig config) {
        return new Links(
                config.invitationLink().map(link -> LinkTemplate.parse("tallystick.mail.invitation-link", link)),
                config.resetLink().map(link -> LinkTemplate.parse("tallystick.mail.reset-link", link)),
                config.confirmationLink().map(link -> LinkTemplate.parse("tallystick.mail.confirmation-link", link)));
    }
}
