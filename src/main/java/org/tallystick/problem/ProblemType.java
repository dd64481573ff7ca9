package org.tallystick.problem;

import java.net.URI;
import java.util.Locale;

/** Every kind of problem that the service answers with. Codes are stable: clients rely on them. */
public enum ProblemType {
    MALFORMED(400, "The request is malformed"),
    AMOUNT_NOT_POSITIVE(400, "The amount must be more than zero"),
    AMOUNT_OVERFLOW(400, "The amount is larger than can be booked"),
    CURRENCY_MISMATCH(400, "The accounts and the currency do not belong together"),
    IDEMPOTENCY_KEY_REQUIRED(400, "An Idempotency-Key header is required"),
    UNAUTHENTICATED(401, "A valid access token is required"),
    FORBIDDEN(403, "You may not do this"),
    IDENTITY_NOT_LINKED(403, "Your login elsewhere is not linked to a user here; you need an invitation"),
    TERMS_NOT_ACCEPTED(403, "The member has not accepted the community's terms"),
    NOT_FOUND(404, "There is no such thing here, or you may not see it"),
    METHOD_NOT_ALLOWED(405, "This address does not offer that method"),
    NOT_ACCEPTABLE(406, "None of the formats asked for is offered here"),
    ALREADY_EXISTS(409, "It exists already"),
    STATE_CONFLICT(409, "Its present state does not allow this"),
    PAYMENT_LINK_ENDED(409, "The payment link is used, withdrawn or expired"),
    COMMUNITY_CLOSED(409, "The community is being wound up, and is read-only"),
    RESULT_EXPIRED(410, "The result was kept for its time, and is deleted"),
    VERSION_STALE(412, "It was changed since you read it"),
    BODY_TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not of a format that is understood here"),
    RANGE_NOT_SATISFIABLE(416, "The file has none of the bytes that were asked for"),
    UNKNOWN_ACCOUNT(422, "There is no such account"),
    SAME_ACCOUNT(422, "Payer and payee are the same account"),
    ACCOUNT_CLOSED(422, "The account is closed"),
    ACCOUNT_FROZEN(422, "The account is frozen"),
    ACCOUNT_LEAVING(422, "The account is leaving, and trades only toward zero"),
    VALUE_DATE_OUT_OF_BOUNDS(422, "The value date lies too far back, or in the future"),
    BOOKING_TIME_FALLS(422, "The booking time lies before the account's last entry"),
    REVERSAL_NOT_REVERSIBLE(422, "A reversal cannot be reversed"),
    ALREADY_REVERSED(422, "Less of the trade is left than is asked back"),
    SPENDING_LIMIT_EXCEEDED(422, "The spending limit does not allow this"),
    CREDIT_LIMIT_EXCEEDED(422, "The credit limit does not allow this"),
    BALANCE_CAP_EXCEEDED(422, "The balance cap does not allow this"),
    BATCH_REFUSED(422, "The batch is refused as a whole"),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was used for another request"),
    PAYMENT_LINK_INVALID(422, "It is no payment link of this community, or somebody altered it"),
    PRECONDITION_REQUIRED(428, "An If-Match header is required"),
    TOO_MANY_REQUESTS(429, "Too many attempts; wait a little"),
    INTERNAL(500, "The service failed; nothing was booked unless a repeat with the same key says so"),
    UNAVAILABLE(503, "The service cannot take this right now; send it again");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One sentence that is the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The stable code: {@code credit-limit-exceeded}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem's {@code type}; a name, not an address. */
    public URI uri() {
        return URI.create("urn:tallystick:problem:" + code());
    }

    /** @throws IllegalArgumentException if no problem has this code */
    public static ProblemType ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
