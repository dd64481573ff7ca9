package org.tallystick.exchange;

import java.util.UUID;
import org.tallystick.security.Caller;

/** An import that was asked for. */
record ImportJob(UUID id, Caller operator, boolean dryRun) {}
