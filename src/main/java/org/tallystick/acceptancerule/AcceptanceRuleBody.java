package org.tallystick.acceptancerule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is asked for.
 *
 * @param payee the address of the member's account that is paid; in its currency the rule holds
 * @param perTrade the most that one request may ask, as a decimal
 * @param perMonth the most that is accepted by it in a month of the community's calendar
 * @param endsOn the last day, as a local date; absent: until it is ended
 */
@Schema(name = "NewAcceptanceRule")
public record AcceptanceRuleBody(
        @Nullable String payee,
        @Nullable String perTrade,
        @Nullable String perMonth,
        @Nullable String endsOn) {}
