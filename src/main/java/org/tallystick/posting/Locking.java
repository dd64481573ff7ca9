package org.tallystick.posting;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.tallystick.ledger.CommunityId;

/** What is held to the end of the transaction. */
enum Locking {
    /** For a decision that books nothing. */
    NOTHING("", BooksSql.READ_THESE_ACCOUNTS, 0),
    /** Trades do not wait for each other at the gate. */
    FOR_TRADES(AccessVersion.SHARE + ";", BooksSql.LOCK_ACCOUNTS, 1),
    /** A change of accounts may raise the version: two inside the gate side by side would wait for each other for ever. */
    FOR_A_CHANGE(BooksSql.LOCK_COMMUNITY + ";" + AccessVersion.ALONE + ";", BooksSql.LOCK_ACCOUNTS, 2);

    private final String gate;
    private final String accounts;
    private final int ahead;

    Locking(String gate, String accounts, int ahead) {
        this.gate = gate;
        this.accounts = accounts;
        this.ahead = ahead;
    }

    /** How many statements come before that of the accounts. */
    int ahead() {
        return ahead;
    }

    /** Those of the gate, if it has any, and that of the accounts. */
    String statements() {
        return gate + accounts;
    }

    /** @return the number of the next parameter */
    int setGate(PreparedStatement statement, CommunityId community) throws SQLException {
        int next = 1;
        if (this == FOR_A_CHANGE) {
            statement.setObject(next++, community.value());
        }
        if (this != NOTHING) {
            statement.setInt(next++, AccessVersion.gate(community));
        }
        return next;
    }
}
