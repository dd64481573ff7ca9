package org.tallystick.chaos.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tallystick.chaos.journal.Event.Balances;
import org.tallystick.chaos.journal.Event.Sought;
import org.tallystick.chaos.journal.Event.Standing;
import org.tallystick.chaos.journal.Journal;

/** A client that reads: all balances of a community, an account with what is set aside, a trade that somebody was told of. */
final class Reader implements Runnable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Counter counter;
    private final Journal journal;
    private final List<Branch> branches;
    private final Hearsay hearsay;
    private final SplittableRandom random;
    private final Rounds rounds;

    Reader(
            Counter counter,
            Journal journal,
            List<Branch> branches,
            Hearsay hearsay,
            SplittableRandom random,
            Rounds rounds) {
        this.counter = counter;
        this.journal = journal;
        this.branches = branches;
        this.hearsay = hearsay;
        this.random = random;
        this.rounds = rounds;
    }

    @Override
    public void run() {
        rounds.of(this::once);
    }

    private void once() {
        Branch branch = branches.get(random.nextInt(branches.size()));
        switch (random.nextInt(3)) {
            case 0 -> balances(branch);
            case 1 -> account(branch);
            default -> hearsay.trade(random).ifPresent(this::seek);
        }
    }

    private void balances(Branch branch) {
        counter.ask("GET", branch.path("/reports/balances?currency=" + Branch.CURRENCY), "")
                .filter(answer -> answer.status() == OK)
                .ifPresent(answer -> {
                    Map<String, Long> balances = new TreeMap<>();
                    for (JsonNode row : answer.body().path("rows")) {
                        balances.put(
                                row.path("account").asText(),
                                Amounts.cents(row.path("balance").asText()));
                    }
                    journal.write(new Balances(branch.slug(), balances));
                });
    }

    private void account(Branch branch) {
        String handle = branch.members().get(random.nextInt(branch.members().size()));
        counter.ask("GET", branch.path("/accounts/" + handle), "")
                .filter(answer -> answer.status() == OK)
                .ifPresent(answer -> journal.write(new Standing(
                        branch.slug(),
                        handle,
                        Amounts.cents(answer.text("balance")),
                        Amounts.cents(answer.text("heldOut")),
                        Amounts.cents(answer.text("heldIn")),
                        branch.limit(),
                        branch.cap())));
    }

    /** Whatever is answered without being a refusal of the reader says whether it is there. */
    private void seek(Hearsay.Known known) {
        counter.ask("GET", known.branch().path("/trades/" + known.trade().trade()), "")
                .filter(answer -> answer.status() == OK || answer.status() == NOT_FOUND)
                .ifPresent(answer ->
                        journal.write(new Sought(known.trade().trade(), answer.status())));
    }
}
