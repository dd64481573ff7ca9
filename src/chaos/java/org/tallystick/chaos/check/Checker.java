package org.tallystick.chaos.check;

import static org.tallystick.chaos.check.Finding.Rule.EVERY_ACKNOWLEDGED_TRADE_IS_THERE;
import static org.tallystick.chaos.check.Finding.Rule.NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR;
import static org.tallystick.chaos.check.Finding.Rule.NO_KEY_BUYS_TWICE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tallystick.chaos.check.Claims.Claim;
import org.tallystick.chaos.journal.Event;
import org.tallystick.chaos.journal.Event.Booked;
import org.tallystick.chaos.journal.Event.Wish;

/** Compares what clients were told with what the books hold; the rules that need one of the two alone are their own. */
public final class Checker {
    private final Claims claims;
    private final Map<String, Books.Trade> trades;
    private final Map<String, List<Books.Trade>> byTag;
    private final List<Finding> findings = new ArrayList<>();

    private Checker(Collection<Event> events, Books books) {
        this.claims = Claims.of(events);
        this.trades = books.trades().stream().collect(Collectors.toMap(Books.Trade::id, trade -> trade));
        this.byTag = books.trades().stream().collect(Collectors.groupingBy(Books.Trade::tag));
    }

    /** @return what must not be; empty if all is well */
    public static List<Finding> check(Collection<Event> events, Books books) {
        Checker checker = new Checker(events, books);
        checker.acknowledged();
        checker.keys();
        checker.askedFor();
        List<Finding> findings = new ArrayList<>(checker.findings);
        findings.addAll(new OffersCheck(checker.claims, events, books).findings());
        findings.addAll(new ReadsCheck(books).of(events));
        findings.addAll(new BooksCheck(books).findings());
        return findings;
    }

    private void acknowledged() {
        for (Claim claim : claims.all()) {
            for (Booked told : claim.booked()) {
                Books.Trade trade = trades.get(told.trade());
                if (trade == null || !isAsTold(claim, told, trade)) {
                    add(
                            EVERY_ACKNOWLEDGED_TRADE_IS_THERE,
                            "key " + claim.key() + " was told of " + told + "; the books have " + trade);
                }
            }
        }
    }

    private static boolean isAsTold(Claim claim, Booked told, Books.Trade trade) {
        return trade.tag().equals(told.tag())
                && isOf(claim.community(), new Wish(told.tag(), told.payer(), told.payee(), told.cents()), trade);
    }

    private static boolean isOf(String community, Wish wish, Books.Trade trade) {
        return trade.community().equals(community)
                && trade.payer().equals(community + "/" + wish.payer())
                && trade.payee().equals(community + "/" + wish.payee())
                && trade.amount() == wish.cents();
    }

    private void keys() {
        Map<String, String> keyOfTrade = new HashMap<>();
        for (Claim claim : claims.all()) {
            Map<String, Set<String>> toldByTag = new HashMap<>();
            for (Booked told : claim.booked()) {
                toldByTag.computeIfAbsent(told.tag(), any -> new TreeSet<>()).add(told.trade());
                String other = keyOfTrade.putIfAbsent(told.trade(), claim.key());
                if (other != null && !other.equals(claim.key())) {
                    add(NO_KEY_BUYS_TWICE, "keys " + other + " and " + claim.key() + " were told of " + told.trade());
                }
            }
            toldByTag.values().stream()
                    .filter(told -> told.size() > 1)
                    .forEach(told -> add(NO_KEY_BUYS_TWICE, "key " + claim.key() + " was told of " + told));
            List<List<Wish>> bought =
                    claim.requests().stream().filter(request -> isInTheBooks(claim, request)).toList();
            if (bought.size() > 1) {
                add(NO_KEY_BUYS_TWICE, "key " + claim.key() + " bought " + bought);
            }
        }
        claims.byTag().forEach(this::atMostOneForEach);
    }

    private boolean isInTheBooks(Claim claim, List<Wish> request) {
        return request.stream()
                .anyMatch(wish -> byTag.getOrDefault(wish.tag(), List.of()).stream()
                        .anyMatch(trade -> isOf(claim.community(), wish, trade)));
    }

    private void atMostOneForEach(String tag, List<Claim> claimants) {
        List<Books.Trade> booked = byTag.getOrDefault(tag, List.of());
        if (booked.size() > claimants.size()) {
            add(
                    NO_KEY_BUYS_TWICE,
                    booked.size() + " trades for keys "
                            + claimants.stream().map(Claim::key).toList() + ": "
                            + booked.stream().map(Books.Trade::id).toList());
        }
    }

    private void askedFor() {
        Map<String, List<Claim>> claimants = claims.byTag();
        for (Books.Trade trade : trades.values()) {
            boolean asked = claimants.getOrDefault(trade.tag(), List.of()).stream()
                    .anyMatch(claim -> claim.wishes().stream()
                            .anyMatch(wish -> wish.tag().equals(trade.tag())
                                    && claim.mayBeBooked(wish)
                                    && isOf(claim.community(), wish, trade)));
            if (!asked) {
                add(NOTHING_IS_BOOKED_THAT_NOBODY_ASKED_FOR, trade.toString());
            }
        }
    }

    private void add(Finding.Rule rule, String what) {
        findings.add(new Finding(rule, what));
    }
}
