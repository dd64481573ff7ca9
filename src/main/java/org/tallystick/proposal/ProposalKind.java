package org.tallystick.proposal;

import java.util.Locale;

/** For which side a proposal is made. */
public enum ProposalKind {
    /** For whoever is paid: an invoice. */
    REQUEST(Side.PAYEE),
    /** For whoever pays. */
    OFFER(Side.PAYER);

    private final Side side;

    ProposalKind(Side side) {
        this.side = side;
    }

    /** The side that proposes. */
    public Side side() {
        return side;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static ProposalKind read(String text) {
        for (ProposalKind kind : values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("must be request or offer");
    }
}
