package org.tallystick.chaos.bank;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tallystick.chaos.bank.Branch.Wanted;
import org.tallystick.chaos.journal.Event.Booked;
import org.tallystick.chaos.journal.Event.Wish;

/** Makes what one client asks for, each under a key of its own. */
final class Requests {
    private static final int ITEMS = 3;
    /** What another request under a used key has behind its words, so that the books tell the two apart. */
    private static final String OTHER = "~other";

    private static final String NO_OFFER = "";

    private final String client;
    private final SplittableRandom random;
    private int count;

    Requests(String client, SplittableRandom random) {
        this.client = client;
        this.random = random;
    }

    private String key() {
        count++;
        return client + "-" + count;
    }

    Request payment(Branch branch) {
        String key = key();
        return payment(branch, key, key, branch.wanted(random));
    }

    private static Request payment(Branch branch, String key, String tag, Wanted wanted) {
        return new Request(
                Request.Kind.PAYMENT,
                branch,
                key,
                branch.path("/trades"),
                trade(tag, wanted),
                List.of(wish(tag, wanted)),
                NO_OFFER);
    }

    /** Something else under the key of a payment. */
    Request other(Request payment) {
        return payment(payment.branch(), payment.key(), payment.key() + OTHER, payment.branch().wanted(random));
    }

    Request batch(Branch branch) {
        String key = key();
        List<Wish> wishes = new ArrayList<>();
        List<Map<String, ?>> trades = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            Wanted wanted = branch.wanted(random);
            String tag = key + "#" + i;
            trades.add(trade(tag, wanted));
            wishes.add(wish(tag, wanted));
        }
        return new Request(
                Request.Kind.BATCH,
                branch,
                key,
                branch.path("/trades/batch"),
                Map.of("atomic", random.nextBoolean(), "trades", trades),
                wishes,
                NO_OFFER);
    }

    /** Undoes a part of a trade, or all of it. */
    Request reversal(Branch branch, Booked trade) {
        String key = key();
        long cents = random.nextInt(3) == 0 ? trade.cents() : 1 + random.nextLong(trade.cents());
        return new Request(
                Request.Kind.REVERSAL,
                branch,
                key,
                branch.path("/trades/" + trade.trade() + "/reversal"),
                Map.of("amount", Amounts.text(cents), "reason", key),
                List.of(new Wish(key, trade.payee(), trade.payer(), cents)),
                NO_OFFER);
    }

    /** An offer whose amount is set aside. */
    Request offer(Branch branch) {
        String key = key();
        Wanted wanted = branch.wanted(random);
        Map<String, Object> body = new HashMap<>(trade(key, wanted));
        body.put("kind", "offer");
        body.put("hold", true);
        return new Request(
                Request.Kind.OFFER,
                branch,
                key,
                branch.path("/proposals"),
                body,
                List.of(wish(key, wanted)),
                NO_OFFER);
    }

    Request acceptance(Offer offer, long cents) {
        return new Request(
                Request.Kind.ACCEPTANCE,
                offer.branch(),
                key(),
                offer.path("/acceptance"),
                Map.of("amount", Amounts.text(cents)),
                List.of(new Wish(offer.tag(), offer.payer(), offer.payee(), cents)),
                offer.id());
    }

    private static Map<String, ?> trade(String tag, Wanted wanted) {
        return Map.of(
                "payer",
                wanted.payer(),
                "payee",
                wanted.payee(),
                "amount",
                Amounts.text(wanted.cents()),
                "description",
                tag);
    }

    private static Wish wish(String tag, Wanted wanted) {
        return new Wish(tag, wanted.payer(), wanted.payee(), wanted.cents());
    }
}
