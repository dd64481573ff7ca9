package org.tallystick.token;

/** A token request that is refused in the words of RFC 6749 §5.2. */
final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Error error;

    OAuthException(Error error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    Error error() {
        return error;
    }

    /** The errors that the token endpoint answers. */
    enum Error {
        INVALID_REQUEST(400),
        INVALID_CLIENT(401),
        INVALID_GRANT(400),
        INVALID_SCOPE(400),
        /** Not in the RFC: others say it so too, where a second factor is needed. */
        MFA_REQUIRED(400),
        UNSUPPORTED_GRANT_TYPE(400);

        private final int status;

        Error(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
