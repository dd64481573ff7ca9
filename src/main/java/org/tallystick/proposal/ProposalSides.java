package org.tallystick.proposal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Reads who pays and who is paid. */
final class ProposalSides {
    private final FieldErrors errors;

    ProposalSides(FieldErrors errors) {
        this.errors = errors;
    }

    /**
     * A party as it stands in the request.
     *
     * @param field where
     * @param address empty: whoever holds the link, or what could not be read
     * @param amount its share; empty: all
     */
    record Asked(Side side, String field, Optional<AccountAddress> address, Optional<String> amount) {}

    /** Payers first. */
    List<Asked> read(ProposalBody body) {
        List<Asked> asked = new ArrayList<>(side(Side.PAYER, body.payer(), body.payers()));
        asked.addAll(side(Side.PAYEE, body.payee(), body.payees()));
        boolean named = asked.stream().anyMatch(party -> party.address().isPresent());
        if (!named && errors.isEmpty()) {
            errors.add("payer", "required", "is required, or the payee, or both");
        }
        boolean open = asked.stream().anyMatch(party -> party.address().isEmpty());
        if (asked.size() > 2 && open && errors.isEmpty()) {
            errors.add("payers", "malformed", "are several, so the other side must be named too");
        }
        if (asked.size() > TradeDraft.MOST_PARTIES) {
            errors.add("payers", "too-many", "and payees are at most " + TradeDraft.MOST_PARTIES + " together");
        }
        Set<AccountAddress> seen = new HashSet<>();
        for (Asked party : asked) {
            if (party.address().isPresent() && !seen.add(party.address().get())) {
                errors.add(party.field(), "same-account", "is named twice");
            }
        }
        return asked;
    }

    private List<Asked> side(
            Side side, @Nullable String one, @Nullable List<ProposalBody.@Nullable ShareBody> several) {
        if (several == null) {
            Optional<AccountAddress> address = errors.readIfPresent(side.text(), one, AccountAddress::parse);
            return List.of(new Asked(side, side.text(), address, Optional.empty()));
        }
        String list = side.text() + "s";
        if (one != null) {
            errors.add(side.text(), "malformed", "stands beside " + list + "; name one or the other");
        }
        if (several.isEmpty()) {
            errors.add(list, "required", "must not be empty");
        }
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < Math.min(several.size(), TradeDraft.MOST_PARTIES); i++) {
            ProposalBody.ShareBody share = several.get(i);
            String path = list + "[" + i + "]";
            String account = share == null ? null : share.account();
            Optional<AccountAddress> address = errors.read(path + ".account", account, AccountAddress::parse);
            String amount = share == null || share.amount() == null ? "" : share.amount();
            asked.add(new Asked(side, path + ".account", address, Optional.of(amount)));
        }
        return asked;
    }

    /** With their shares: one who stands alone on a side has the whole. */
    List<ParsedProposal.Named> shared(List<Asked> asked, Optional<Amount> amount, int scale) {
        List<ParsedProposal.Named> named = new ArrayList<>();
        Optional<Amount> whole = amount;
        Optional<Amount> paid = sum(asked, Side.PAYER, scale);
        Optional<Amount> received = sum(asked, Side.PAYEE, scale);
        for (Optional<Amount> sum : List.of(paid, received)) {
            if (whole.isEmpty()) {
                whole = sum;
            } else if (sum.isPresent() && !sum.equals(whole)) {
                errors.add(
                        "amount",
                        "wrong-sum",
                        "is " + whole.get().format(scale) + ", but the shares of a side come to "
                                + sum.get().format(scale));
            }
        }
        if (whole.isEmpty()) {
            errors.add("amount", "required", "is required");
        }
        Amount all = whole.orElse(Amount.ZERO);
        for (Asked party : asked) {
            Amount share = party.amount().map(text -> share(text, scale)).orElse(all);
            named.add(new ParsedProposal.Named(party.side(), party.address(), share));
        }
        return named;
    }

    /** Empty where the side has the whole. */
    private Optional<Amount> sum(List<Asked> asked, Side side, int scale) {
        Optional<Amount> sum = Optional.empty();
        for (Asked party : asked) {
            if (party.side() == side && party.amount().isPresent()) {
                String field = party.field().replace(".account", ".amount");
                String text = party.amount().get();
                Optional<Amount> share = errors.read(
                                field, text.isEmpty() ? null : text, written -> Amount.parse(written, scale))
                        .filter(one -> isPositive(one, field));
                sum = Optional.of(bounded(sum.orElse(Amount.ZERO).plus(share.orElse(Amount.ZERO))));
            }
        }
        return sum;
    }

    /** What is not is no part of any sum. */
    private boolean isPositive(Amount share, String field) {
        if (!share.isPositive()) {
            errors.add(field, "amount-not-positive", "must be more than zero");
        }
        return share.isPositive();
    }

    /** Each sum is bounded before the next positive share is added, so none overflows. */
    private static Amount bounded(Amount sum) {
        if (sum.isMoreThan(Amount.LARGEST)) {
            throw ProblemException.of(ProblemType.AMOUNT_OVERFLOW, "The amount is larger than can be booked.");
        }
        return sum;
    }

    /** What could not be read is noted already. */
    private static Amount share(String text, int scale) {
        try {
            return Amount.parse(text, scale);
        } catch (IllegalArgumentException e) {
            return Amount.ZERO;
        }
    }
}
