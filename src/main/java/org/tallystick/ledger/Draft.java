package org.tallystick.ledger;

import java.util.List;
import java.util.Optional;

/** What is asked of the book, before it is decided. */
public sealed interface Draft permits TradeDraft, ReversalDraft, HoldDraft {
    Party payer();

    Party payee();

    /** The limit of the spender who asks for it; empty for whoever spends without one. */
    Optional<SpendingLimit> spendingLimit();

    /** The sum of the day that a limit a day is held against; empty without such a limit, or without an account. */
    default Optional<Spending> limitedSpending() {
        Optional<SpendingLimit> limit = spendingLimit();
        if (limit.isEmpty() || limit.get().perDay().isEmpty()) {
            return Optional.empty();
        }
        return payer().account()
                .map(account -> new Spending(account, limit.get().spender()));
    }

    /** All parties in the order in which the request names them, each once unless the request does it twice. */
    default List<Party> parties() {
        return dealers();
    }

    /** Those of them between whom it is agreed, who may not be the same: not the fund that is owed a levy. */
    default List<Party> dealers() {
        return List.of(payer(), payee());
    }
}
