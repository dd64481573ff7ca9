package org.tallystick.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.tallystick.security.SealedKeys;

/** Seals what a letter says and to whom, under the installation's secret and the letter's id. */
@ApplicationScoped
class SealedEnvelopes {
    private final SealedKeys seal;

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
