package org.tallystick.job;

import org.tallystick.ledger.CommunityId;

/** There are bytes of this community that nobody can reach any more. */
record ResultsForgotten(CommunityId community) {}
