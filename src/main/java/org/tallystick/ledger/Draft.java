package org.tallystick.ledger;

import java.util.List;

/** What is asked of the book, before it is decided. */
public sealed interface Draft permits TradeDraft, ReversalDraft, HoldDraft {
    Party payer();

    Party payee();

    /** The parties in the order in which the request names them. */
    default List<Party> parties() {
        return List.of(payer(), payee());
    }
}
