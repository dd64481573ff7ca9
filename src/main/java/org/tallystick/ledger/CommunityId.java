package org.tallystick.ledger;

import java.util.UUID;

/** The community to which a book belongs. */
public record CommunityId(UUID value) {}
