package org.tallystick.mediation;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Paper slips, decided in order, each seeing those before it.
 *
 * @param slips 1 to 1,000
 */
@Schema(name = "NewSlips")
public record SlipsRequest(@Nullable List<@Nullable SlipRequest> slips) {}
