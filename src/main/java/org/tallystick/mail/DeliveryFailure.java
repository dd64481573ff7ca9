package org.tallystick.mail;

import io.vertx.ext.mail.SMTPException;
import java.util.concurrent.CompletionException;

/** Why a letter was not taken, in words that may be logged: servers like to repeat the address, or part of it. */
final class DeliveryFailure {
    private static final int LONGEST = 200;

    private DeliveryFailure() {}

    static String explain(RuntimeException failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SMTPException refused) {
            return "the server answered " + refused.getReplyCode();
        }
        String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        String masked = cause.getClass().getSimpleName() + message.replaceAll("\\S*@\\S*", "…");
        return masked.substring(0, Math.min(masked.length(), LONGEST)).replaceAll("\\p{Cntrl}", " ");
    }
}
