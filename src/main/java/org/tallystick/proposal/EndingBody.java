package org.tallystick.proposal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.OptionalBody;

/** Whose act it is, where the caller may act for several of the parties. */
@Schema(name = "ProposalEnding")
public record EndingBody(@Nullable String account) implements OptionalBody {}
