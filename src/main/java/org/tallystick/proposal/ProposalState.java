package org.tallystick.proposal;

import java.util.Locale;

/** How a proposal stands; from where to where it goes, says {@link ProposalMachine}. */
public enum ProposalState {
    OPEN,
    PARTLY_ACCEPTED,
    ACCEPTED,
    DECLINED,
    CANCELLED,
    EXPIRED;

    /** As it is stored and shown: {@code partly-accepted}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static ProposalState read(String text) {
        for (ProposalState state : values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("must be open, partly-accepted, accepted, declined, cancelled or expired");
    }

    /** Whether nothing becomes of it any more. */
    public boolean isFinal() {
        return ProposalMachine.TABLE.stream().noneMatch(transition -> transition.from() == this);
    }
}
