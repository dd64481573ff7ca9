package org.tallystick.security;

import org.tallystick.ledger.CommunityId;

/**
 * Somebody was erased in a community, by this instance or another: whatever is remembered of names there is out of date. Fired
 * before an access that was read since is acted upon.
 */
public record MembersErased(CommunityId community) {}
