package org.tallystick.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.tallystick.platform.StartFailure;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.security.SealedKeys;

/** Seals what a letter says and to whom, under the installation's secret and the letter's id. */
@ApplicationScoped
class SealedEnvelopes {
    private final SealedKeys seal;

    @Inject
    SealedEnvelopes(TallystickConfig config) {
        this(SealedKeys.under(config.secret().orElseThrow(() -> new StartFailure("TALLYSTICK_SECRET is not set."))));
    }

    SealedEnvelopes(SealedKeys seal) {
        this.seal = seal;
    }

    byte[] seal(UUID letter, Envelope envelope) {
        return seal.seal(name(letter), envelope.toBytes());
    }

    /** @throws GeneralSecurityException if it was sealed under another secret or for another letter, or was changed since */
    Envelope open(UUID letter, byte[] sealed) throws GeneralSecurityException {
        return Envelope.read(seal.open(name(letter), sealed));
    }

    /** No signing key is called like this. */
    private static String name(UUID letter) {
        return "letter " + letter;
    }
}
