package org.tallystick.chaos.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.testing.JsonClient.Answer;

/** A client that trades for the members, at random: payments, batches, reversals, offers with what is set aside for them. */
final class Trader implements Runnable {
    private static final int MOST_OFFERS = 12;
    private static final int REMEMBERED = 50;
    private static final int HUNDRED = 100;

    private final Counter counter;
    private final Requests requests;
    private final List<Branch> branches;
    private final Hearsay hearsay;
    private final SplittableRandom random;
    private final Rounds rounds;
    private final List<Request> earlier = new ArrayList<>();

    Trader(
            Counter counter,
            Requests requests,
            List<Branch> branches,
            Hearsay hearsay,
            SplittableRandom random,
            Rounds rounds) {
        this.counter = counter;
        this.requests = requests;
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
        int kind = random.nextInt(HUNDRED);
        if (kind < 40) {
            book(requests.payment(branch));
        } else if (kind < 50) {
            book(requests.batch(branch));
        } else if (kind < 65) {
            hearsay.trade(random).ifPresent(known -> book(requests.reversal(known.branch(), known.trade())));
        } else if (kind < 75) {
            offer(branch);
        } else if (kind < 85) {
            hearsay.offer(random).ifPresent(this::accept);
        } else if (kind < 87) {
            hearsay.offerThatIsOver(random).ifPresent(this::accept);
        } else if (kind < 91) {
            hearsay.offer(random).ifPresent(this::end);
        } else if (kind < 96) {
            again();
        } else {
            counter.sendAndLeave(remembered(requests.payment(branch)));
        }
    }

    private Optional<Answer> book(Request request) {
        Optional<Answer> answer = counter.send(remembered(request));
        answer.ifPresent(told -> request.told(told)
                .booked()
                .forEach(trade -> hearsay.heard(new Hearsay.Known(request.branch(), trade))));
        return answer;
    }

    private Request remembered(Request request) {
        if (earlier.size() == REMEMBERED) {
            earlier.remove(random.nextInt(REMEMBERED));
        }
        earlier.add(request);
        return request;
    }

    /** What was asked for before, word for word; or something else under its key. */
    private void again() {
        if (earlier.isEmpty()) {
            return;
        }
        Request request = earlier.get(random.nextInt(earlier.size()));
        boolean other = request.kind() == Request.Kind.PAYMENT && random.nextBoolean();
        counter.send(other ? requests.other(request) : request);
    }

    private void offer(Branch branch) {
        if (hearsay.waiting() >= MOST_OFFERS) {
            return;
        }
        Request request = requests.offer(branch);
        counter.send(request)
                .filter(answer -> answer.status() < 300)
                .ifPresent(answer -> hearsay.offered(Offer.of(branch, request, answer.body())));
    }

    private void accept(Offer offer) {
        long cents = random.nextBoolean() ? offer.cents() : 1 + random.nextLong(offer.cents());
        book(requests.acceptance(offer, cents)).ifPresent(answer -> {
            if (answer.body().path("proposal").path("state").asText().equals("accepted") || answer.status() == 409) {
                hearsay.over(offer);
            }
        });
    }

    private void end(Offer offer) {
        Optional<Answer> answer = random.nextBoolean()
                ? counter.end(offer.branch(), offer.id(), Offer.CANCELLATION, Map.of())
                : counter.end(offer.branch(), offer.id(), Offer.DECLINE, Map.of("account", offer.payee()));
        answer.filter(told -> told.status() < 300).ifPresent(told -> hearsay.over(offer));
    }
}
