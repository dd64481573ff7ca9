package org.tallystick.mail;

/** What a {@link Letter.SecurityNotice} tells. */
public enum SecurityEvent {
    PASSWORD_CHANGED(
            "Your password was changed", "The password of your login was changed.", Advice.CHANGE_THE_PASSWORD),
    LOGIN_TAKEN_UP(
            "Your login was taken up by an invitation",
            "Somebody accepted an invitation to your login. Its password, second factor, codes, address and linked logins are"
                    + " gone, and all its sessions have ended.",
            "If this was you, there is nothing to do. If it was not, ask those who run your community at once for another"
                    + " invitation, and choose a new password."),
    SECOND_FACTOR_ON(
            "A second factor was switched on",
            "Your login now asks for a code beside the password.",
            Advice.CHANGE_THE_PASSWORD),
    SECOND_FACTOR_OFF(
            "The second factor was switched off",
            "Your login no longer asks for a code beside the password.",
            Advice.CHANGE_THE_PASSWORD),
    REFRESH_TOKEN_REUSED(
            "One of your sessions was ended",
            "A token of your session was used a second time. Somebody may have copied it, so the session was ended.",
            "It can also be a fault of the program that you use. Please log in again. If you see something that you did not"
                    + " do, change your password and tell those who run your community."),
    RECOVERY_CODE_USED(
            "A recovery code was used",
            "A recovery code was used to log in, in place of your second factor. It cannot be used again.",
            Advice.CHANGE_THE_PASSWORD),
    RECOVERY_CODES_MADE(
            "New recovery codes were made",
            "New recovery codes were made for your login. The codes before them are good no longer.",
            "If this was you, there is nothing to do. If it was not, change your password at once, make new recovery codes"
                    + " yourself, and tell those who run your community."),
    IDENTITY_LINKED(
            "Another way into your login",
            "Your login was linked to a login of another issuer, with which one can come in from now on.",
            "If this was you, there is nothing to do. If it was not, unlink it, change your password and tell those who run"
                    + " your community."),
    EMAIL_CHANGED(
            "Your e-mail address was changed",
            "The e-mail address of your login was changed. Letters go to the new one from now on.",
            Advice.CHANGE_THE_PASSWORD);

    /** What helps in most cases. */
    private static final class Advice {
        static final String CHANGE_THE_PASSWORD = "If this was you, there is nothing to do. If it was not, change your"
                + " password at once and tell those who run your community.";
    }

    private final String subject;
    private final String sentence;
    private final String advice;

    SecurityEvent(String subject, String sentence, String advice) {
        this.subject = subject;
        this.sentence = sentence;
        this.advice = advice;
    }

    String subject() {
        return subject;
    }

    String sentence() {
        return sentence;
    }

    String advice() {
        return advice;
    }
}
