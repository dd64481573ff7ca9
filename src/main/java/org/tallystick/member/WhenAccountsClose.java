package org.tallystick.member;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;

/** A feature that keeps something open for accounts, which ends when they close. */
public interface WhenAccountsClose {
    /**
     * Ends it, in the transaction that closes them; their rows are locked, and nothing is on hold for them.
     *
     * @throws org.tallystick.problem.ProblemException {@code state-conflict} where it must end otherwise before they close
     */
    void closed(Connection connection, CommunityId community, List<AccountId> accounts) throws SQLException;
}
