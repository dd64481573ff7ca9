package org.tallystick.chaos.bank;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tallystick.chaos.journal.Event.Balances;
import org.tallystick.chaos.journal.Event.Sought;
import org.tallystick.chaos.journal.Event.Standing;
import org.tallystick.chaos.journal.Event.Strange;
import org.tallystick.chaos.journal.Journal;
import org.tallystick.testing.JsonClient.Answer;

/** A client that reads: all balances of a community, an account with what is set aside, a trade that somebody was told of. */
final class Reader implements Runnable {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

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
        shown(branch.path("/reports/balances?currency=" + Branch.CURRENCY))
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
        shown(branch.path("/accounts/" + handle))
                .ifPresent(answer -> journal.write(new Standing(
                        branch.slug(),
                        handle,
                        Amounts.cents(answer.text("balance")),
                        Amounts.cents(answer.text("heldOut")),
                        Amounts.cents(answer.text("heldIn")),
                        branch.limit(),
                        branch.cap())));
    }

    private void seek(Hearsay.Known known) {
        answered(known.branch().path("/trades/" + known.trade().trade()), Set.of(OK, NOT_FOUND))
                .ifPresent(answer -> journal.write(new Sought(known.trade().trade(), answer.status())));
    }

    private Optional<Answer> shown(String path) {
        return answered(path, Set.of(OK));
    }

    /** What says something of the books. A reader who may not read would find nothing wrong, and must not go unnoticed. */
    private Optional<Answer> answered(String path, Set<Integer> expected) {
        Optional<Answer> answer = counter.ask("GET", path, "");
        if (answer.isPresent() && !expected.contains(answer.get().status())) {
            int status = answer.get().status();
            if (status != UNAUTHORIZED && status != TOO_MANY) {
                journal.write(new Strange(path, answer.get().toString()));
            }
            return Optional.empty();
        }
        return answer;
    }
}
