package org.tallystick.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;

/** What each problem looks like, in the service's own words. */
final class ProblemExamples {
    private ProblemExamples() {}

    static Problem of(ProblemType type) {
        return switch (type) {
            case MALFORMED ->
                Problem.of(type, "amount has more than 2 digits after the point")
                        .with(
                                "errors",
                                List.of(object(
                                        "field",
                                        "amount",
                                        "code",
                                        "malformed",
                                        "detail",
                                        "has more than 2 digits after the point")));
            case AMOUNT_NOT_POSITIVE -> Problem.of(type, "The amount 0.00 is not more than zero.");
            case TERMS_NOT_ACCEPTED ->
                Problem.of(
                                type,
                                "Version 2 of the community's terms is in force; an owner of the member accepts it first.")
                        .with("version", 2);
            case SPENDING_LIMIT_EXCEEDED ->
                Problem.of(type, "12.50 more may be spent from alice today; 20.00 was asked for.")
                        .with("per", "day")
                        .with("available", "12.50")
                        .with("asked", "20.00");
            case CREDIT_LIMIT_EXCEEDED ->
                Problem.of(type, "alice has 12.50 available; 20.00 was asked for.")
                        .with("available", "12.50")
                        .with("asked", "20.00");
            case BALANCE_CAP_EXCEEDED ->
                Problem.of(type, "bob has room for 5.00; 20.00 was asked for.")
                        .with("headroom", "5.00")
                        .with("asked", "20.00");
            case PAYMENT_LINK_ENDED ->
                Problem.of(type, "The payment link was paid already, and can be paid once.")
                        .with("state", "used");
            case BATCH_REFUSED ->
                Problem.of(type, "1 of 2 trades are refused, so none is booked.")
                        .with(
                                "results",
                                List.of(
                                        object("status", "not-posted"),
                                        object(
                                                "status",
                                                "refused",
                                                "problem",
                                                of(ProblemType.CREDIT_LIMIT_EXCEEDED)
                                                        .toBody())));
            default -> Problem.of(type, sentence(type));
        };
    }

    /** Names and values by turns. The order is kept, so that the same build writes the same description. */
    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    private static String sentence(ProblemType type) {
        return switch (type) {
            case AMOUNT_OVERFLOW -> "The account alice would pass the largest balance that can be booked.";
            case CURRENCY_MISMATCH -> "The accounts bob.HRS and alice are not of one currency.";
            case IDEMPOTENCY_KEY_REQUIRED -> "Send an Idempotency-Key header: a text of your own for this request.";
            case UNAUTHENTICATED -> "The access token has expired.";
            case FORBIDDEN -> "You may not spend from the account bob.";
            case IDENTITY_NOT_LINKED ->
                "Nobody here is linked to this login. Ask the community for an invitation, and accept it with this login.";
            case NOT_FOUND -> "There is no such community, or you may not see it.";
            case NOT_ACCEPTABLE -> "This is offered as application/json.";
            case ALREADY_EXISTS -> "The handle alice is or was another member's.";
            case STATE_CONFLICT -> "dan has left for good.";
            case RESULT_EXPIRED -> "The result was deleted at 2026-03-08T09:30:00Z; ask for it again.";
            case RANGE_NOT_SATISFIABLE -> "The file has 52418 bytes; none of the range is there.";
            case VERSION_STALE -> "It was changed since you read it; read it again.";
            case BODY_TOO_LARGE -> "The body is larger than 1 MiB.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send application/json.";
            case UNKNOWN_ACCOUNT -> "There is no account carol.";
            case SAME_ACCOUNT -> "alice would pay alice.";
            case ACCOUNT_CLOSED -> "The account dan is closed.";
            case ACCOUNT_FROZEN -> "The account dan is frozen.";
            case ACCOUNT_LEAVING -> "The account dan is leaving; it trades only toward zero.";
            case VALUE_DATE_OUT_OF_BOUNDS -> "The value date 2020-01-01 is not between 2025-11-24 and 2026-11-25.";
            case REVERSAL_NOT_REVERSIBLE -> "The trade is itself a reversal.";
            case ALREADY_REVERSED -> "2.50 of the trade is left; 4.00 was asked for.";
            case IDEMPOTENCY_KEY_REUSED -> "You have used this Idempotency-Key for another request.";
            case PAYMENT_LINK_INVALID ->
                "This is no payment link of this community, or it is not as it was made; ask for another.";
            case PRECONDITION_REQUIRED -> "Send If-Match with the ETag that you have seen, or *.";
            case TOO_MANY_REQUESTS -> "Too many attempts; try again in 30 seconds.";
            default -> type.title() + ".";
        };
    }
}
