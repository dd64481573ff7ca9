package org.tallystick.mail;

import java.util.UUID;

/** Hands a letter to a mail server. */
interface Delivery {
    /**
     * Returns once the server has taken the letter, and throws in every other case. That includes that no answer came: it may
     * have been taken all the same.
     */
    void deliver(UUID letter, Envelope envelope);
}
