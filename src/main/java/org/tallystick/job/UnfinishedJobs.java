package org.tallystick.job;

import java.time.Duration;

/**
 * The exports of all instances that are queued or running.
 *
 * @param longestStill for how long one of them has been queued, or has not been heard of
 */
public record UnfinishedJobs(long jobs, Duration longestStill) {}
