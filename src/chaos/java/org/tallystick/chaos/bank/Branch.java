package org.tallystick.chaos.bank;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A community of few members with narrow limits, so that most trades come near one. Amounts are in minor units.
 *
 * @param limit how far each may go below zero
 * @param cap how far above
 */
public record Branch(String slug, List<String> members, long limit, long cap) {
    static final String CURRENCY = "CRED";
    private static final int MOST_CENTS = 3_000;

    String path(String rest) {
        return "/v1/communities/" + slug + rest;
    }

    /** Two different members, and an amount. */
    Wanted wanted(SplittableRandom random) {
        int payer = random.nextInt(members.size());
        int payee = (payer + 1 + random.nextInt(members.size() - 1)) % members.size();
        return new Wanted(members.get(payer), members.get(payee), 1L + random.nextInt(MOST_CENTS));
    }

    record Wanted(String payer, String payee, long cents) {}
}
