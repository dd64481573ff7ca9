package org.tallystick.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A trade as payments of one account to another, which is all that an import takes. One of several parties, or with levies, comes to
 * several, whose references are {@code ID}, {@code ID#2}, {@code ID#3} and so on: together they move each account by as much as the
 * trade did.
 */
final class Transfers {
    private Transfers() {}

    /** One payment, in minor units: more than zero. */
    record Transfer(String reference, String payer, String payee, long amount) {}

    /** What is left to pay, or to be paid, by an account. */
    private record Rest(String account, long amount) {}

    static List<Transfer> of(ExportSql.Trade trade) {
        String id = trade.id().toString();
        if (trade.lines().isEmpty()) {
            return List.of(new Transfer(id, trade.payer(), trade.payee(), trade.amount()));
        }
        List<Transfer> transfers = new ArrayList<>();
        match(id, ofKind(trade.lines(), "payment"), transfers);
        match(id, ofKind(trade.lines(), "levy"), transfers);
        return transfers;
    }

    private static List<Rest> ofKind(List<String> lines, String kind) {
        return lines.stream()
                .map(line -> line.split(" ", -1))
                .filter(parts -> parts[2].equals(kind))
                .map(parts -> new Rest(parts[0], Long.parseLong(parts[1])))
                .toList();
    }

    /** The first who pays pays the first who is paid, until one of them has done so in full, and then the next. */
    private static void match(String id, List<Rest> lines, List<Transfer> transfers) {
        Deque<Rest> payers = new ArrayDeque<>();
        Deque<Rest> payees = new ArrayDeque<>();
        lines.forEach(line -> {
            if (line.amount() < 0) {
                payers.add(new Rest(line.account(), -line.amount()));
            } else {
                payees.add(line);
            }
        });
        while (!payers.isEmpty() && !payees.isEmpty()) {
            Rest payer = payers.remove();
            Rest payee = payees.remove();
            long amount = Math.min(payer.amount(), payee.amount());
            String reference = transfers.isEmpty() ? id : id + "#" + (transfers.size() + 1);
            transfers.add(new Transfer(reference, payer.account(), payee.account(), amount));
            pushRest(payers, payer, amount);
            pushRest(payees, payee, amount);
        }
    }

    private static void pushRest(Deque<Rest> waiting, Rest one, long done) {
        if (one.amount() > done) {
            waiting.push(new Rest(one.account(), one.amount() - done));
        }
    }
}
