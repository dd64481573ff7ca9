package org.tallystick.community;

import org.tallystick.ledger.CommunityId;

/** What a community says about how far one administrator raises the limits that newcomers begin with. */
public interface DefaultRises {
    /** @throws org.tallystick.problem.ProblemException {@code state-conflict} for more than one decides */
    void requireOneMayDecide(CommunityId community, CommunityCurrency before, CommunityCurrency after);
}
