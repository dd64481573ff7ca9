package org.tallystick.posting;

import java.util.Set;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;

/** What is posted whole or not at all. A batch holds many units of one community, and never a part of one. */
public sealed interface Unit permits TradeUnit, HoldUnit, AccountUnit {
    CommunityId community();

    /** The version of the community's access rules under which this unit was authorised. */
    long accessVersion();

    /** Every account that the decision reads or changes. */
    Set<AccountId> accounts();

    /** How many trades it may book: what a batch counts. */
    int weight();

    /** Whether it needs a transaction of its own. */
    boolean standsAlone();
}
