package org.tallystick.job;

/** What is made is larger than is kept. The message is a sentence for a person. */
final class ResultTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param largest size that there may be, in bytes */
    ResultTooLarge(long largest) {
        super(
                "The file would be larger than " + largest + " bytes; ask for a shorter period, or for less at once.",
                null,
                false,
                false);
    }
}
