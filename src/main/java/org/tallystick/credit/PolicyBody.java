package org.tallystick.credit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy as a client writes it.
 *
 * @param from today if absent
 * @param balanceCap no cap if absent
 * @param reevaluate {@code never} if absent
 * @param noticeDays 0 if absent
 */
@Schema(name = "NewCreditPolicy")
public record PolicyBody(
        @Nullable String from,
        @Nullable RuleBody creditLimit,
        @Nullable RuleBody balanceCap,
        @Nullable SoftLimitBody softCreditLimit,
        @Nullable SoftLimitBody softBalanceCap,
        @Nullable Integer settlementDays,
        @Nullable String reevaluate,
        @Nullable Integer noticeDays,
        @Nullable String reason) {}
