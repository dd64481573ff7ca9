package org.tallystick.chaos.bank;

import com.fasterxml.jackson.databind.JsonNode;

/** An offer that was made, with its amount set aside. */
record Offer(Branch branch, String id, String tag, String payer, String payee, long cents) {
    /** How whoever made it ends it, and whoever it was made to. */
    static final String CANCELLATION = "cancellation";

    static final String DECLINE = "decline";

    static Offer of(Branch branch, Request request, JsonNode proposal) {
        return new Offer(
                branch,
                proposal.path("id").asText(),
                request.key(),
                request.body().get("payer").toString(),
                request.body().get("payee").toString(),
                Amounts.cents(proposal.path("amount").asText()));
    }

    String path(String rest) {
        return branch.path("/proposals/" + id + rest);
    }
}
