package org.tallystick.job;

import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.security.Caller;

/**
 * A job that this instance has, until it ends or another takes it up.
 *
 * @param run of this attempt: whatever is written for the job names it
 * @param slug of the community
 * @param caller who asked for it
 */
record ClaimedJob(CommunityId community, UUID id, UUID run, String slug, String kind, String request, Caller caller) {}
