package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.Directory;
import org.tallystick.ledger.Levy;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.levy.Levies;
import org.tallystick.levy.Levying;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.FieldError;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.terms.AcceptedTerms;

/** Reads and authorises trade requests, and makes of them what can be posted. */
@ApplicationScoped
public class TradeUnits {
    private final Directory directory;
    private final AcceptedTerms acceptedTerms;
    private final TradeCategories tradeCategories;
    private final Levies levies;
    private final Clock clock;

    TradeUnits(
            Directory directory,
            AcceptedTerms acceptedTerms,
            TradeCategories tradeCategories,
            Levies levies,
            Clock clock) {
        this.directory = directory;
        this.acceptedTerms = acceptedTerms;
        this.tradeCategories = tradeCategories;
        this.levies = levies;
        this.clock = clock;
    }

    /** One trade, under the caller's key; a dry run has none. */
    Uni<List<TradeUnit>> ofOne(Access access, TradeRequest request, Optional<IdempotencyKey> key) {
        return ofOne(access, request, key, trade -> parts("trade", List.of(trade)));
    }

    /** @param parts what of the request the key remembers */
    Uni<List<TradeUnit>> ofOne(
            Access access,
            TradeRequest request,
            Optional<IdempotencyKey> key,
            Function<ParsedTrade, List<String>> parts) {
        return resolve(access, List.of(request), key.map(List::of)).map(resolved -> {
            ParsedTrade trade =
                    reader(access, resolved).read(request, payer -> requireMaySpend(access, payer, resolved));
            requireAllowed(access, trade, resolved);
            return List.of(unit(access, key, parts.apply(trade), List.of(order(access, trade, resolved))));
        });
    }

    /**
     * Whether a request says the same as one before, which was in order then: what it names may be retired since. Fails where the caller
     * may not record it now.
     */
    Uni<Boolean> isSame(Access access, TradeRequest request, TradeRequest before) {
        return resolve(access, List.of(request, before), Optional.empty()).map(resolved -> {
            TradeReader reader = new TradeReader(
                    directory,
                    access.community().id(),
                    new NamedCategories(resolved.categories().byCode(), Set.of(0)));
            ParsedTrade trade = reader.read(request, payer -> requireMaySpend(access, payer, resolved));
            requireAllowed(access, trade, resolved);
            return trade.canonicalParts()
                    .equals(reader.read(before, payer -> {}).canonicalParts());
        });
    }

    private void requireAllowed(Access access, ParsedTrade trade, Resolved resolved) {
        requireMayDeal(access, trade, resolved);
        requireTermsAccepted(access, trade, resolved);
        trade.override().ifPresent(reason -> Overrides.requireAllowed(access, resolved.parties(trade)));
    }

    /** Several: one unit if they stand or fall together, else one for each, under numbered keys. */
    Uni<List<TradeUnit>> ofBatch(
            Access access, List<TradeRequest> requests, boolean atomic, Optional<IdempotencyKey> key) {
        Optional<List<IdempotencyKey>> keys = key.map(whole -> IntStream.range(0, requests.size())
                .mapToObj(i -> atomic ? whole : whole.ofItem(i))
                .toList());
        return resolve(access, requests, keys).map(resolved -> {
            List<ParsedTrade> trades = readAll(access, requests, resolved);
            if (atomic) {
                List<TradeOrder> orders = trades.stream()
                        .map(trade -> order(access, trade, resolved))
                        .toList();
                return List.of(unit(access, key, parts("batch", trades), orders));
            }
            List<TradeUnit> units = new ArrayList<>();
            for (int i = 0; i < trades.size(); i++) {
                int index = i;
                units.add(unit(
                        access,
                        key.map(whole -> whole.ofItem(index)),
                        parts("batch-item", List.of(trades.get(i))),
                        List.of(order(access, trades.get(i), resolved))));
            }
            return units;
        });
    }

    private List<ParsedTrade> readAll(Access access, List<TradeRequest> requests, Resolved resolved) {
        FieldErrors errors = new FieldErrors();
        TradeReader reader = reader(access, resolved);
        List<ParsedTrade> trades = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            String path = "trades[" + i + "].";
            Consumer<AccountAddress> authorise =
                    payer -> naming(path + "payer", () -> requireMaySpend(access, payer, resolved));
            reader.read(requests.get(i), path, i, errors, authorise).ifPresent(trades::add);
        }
        errors.throwIfAny();
        for (int i = 0; i < trades.size(); i++) {
            ParsedTrade trade = trades.get(i);
            naming("trades[" + i + "].payee", () -> requireMayDeal(access, trade, resolved));
            naming("trades[" + i + "].payer", () -> requireTermsAccepted(access, trade, resolved));
        }
        return trades;
    }

    /** Of many trades it must be told which one it is that the caller may not record. */
    private static void naming(String field, Runnable check) {
        try {
            check.run();
        } catch (ProblemException e) {
            Problem problem = e.problem();
            FieldError error = new FieldError(field, problem.type().code(), problem.detail());
            throw new Problem(problem.type(), problem.detail(), List.of(error), problem.members()).asException();
        }
    }

    private TradeReader reader(Access access, Resolved resolved) {
        return new TradeReader(directory, access.community().id(), resolved.categories());
    }

    private static void requireMaySpend(Access access, AccountAddress payer, Resolved resolved) {
        PayerRights.requireMaySpend(access, payer, resolved.find(payer));
    }

    private void requireTermsAccepted(Access access, ParsedTrade trade, Resolved resolved) {
        PayerRights.requireTermsAccepted(access, resolved.find(trade.payer()), today(access), resolved.acceptedTerms());
    }

    private static void requireMayDeal(Access access, ParsedTrade trade, Resolved resolved) {
        PayerRights.requireMayDeal(
                access, trade.payer(), resolved.find(trade.payer()), trade.payee(), resolved.find(trade.payee()));
    }

    /** Looks the addresses up: at once where all are known, else on a thread that may wait. */
    private Uni<Resolved> resolve(Access access, List<TradeRequest> requests, Optional<List<IdempotencyKey>> keys) {
        Uni<Resolved> all = directory
                .findAllAsync(access.community().id(), TradeReader.addresses(requests))
                .map(found -> new Resolved(found, Map.of(), NamedCategories.NONE, Levying.NONE));
        // Most trades ask for none of these, and pay for none of the steps.
        if (access.asksForTermsOfMembers()) {
            all = all.chain(
                    resolved -> acceptedTerms.of(access, resolved.members()).map(resolved::withTerms));
        }
        if (requests.stream().anyMatch(request -> request.category() != null)) {
            all = all.chain(
                    resolved -> tradeCategories.namedBy(access, requests, keys).map(resolved::withCategories));
        }
        if (access.community().takesLevies()) {
            all = all.chain(
                    resolved -> levies.of(access, resolved.accounts().values()).map(resolved::withLevying));
        }
        return all;
    }

    private LocalDate today(Access access) {
        return LocalDate.ofInstant(clock.instant(), access.community().zone());
    }

    private TradeOrder order(Access access, ParsedTrade trade, Resolved resolved) {
        return new TradeOrder(
                draft(access, trade, resolved),
                trade.currency().code(),
                trade.description(),
                access.caller().id(),
                PayerRights.onBehalfOf(access, resolved.find(trade.payer())).map(MemberId::value),
                trade.override(),
                trade.override().map(reason -> access.caller().id()),
                Map.copyOf(trade.metadata()),
                PayerRights.byOffice(access, resolved.find(trade.payer())),
                trade.category());
    }

    private TradeDraft draft(Access access, ParsedTrade trade, Resolved resolved) {
        TradeDraft draft = TradeDraft.of(
                        resolved.party(trade.payer()),
                        resolved.party(trade.payee()),
                        trade.amount(),
                        trade.valueDate().orElseGet(() -> today(access)))
                .boundBy(PayerRights.spendingLimit(access, resolved.find(trade.payer())));
        List<Levy> owed = resolved.levying()
                .on(trade.currency().code(), trade.category(), draft.payers(), draft.payees(), today(access));
        TradeDraft levied = owed.isEmpty() ? draft : draft.levying(owed);
        return trade.override().isPresent() ? levied.overridingLimits() : levied;
    }

    static TradeUnit unit(
            Access access, Optional<IdempotencyKey> key, List<String> canonicalParts, List<TradeOrder> orders) {
        return new TradeUnit(
                access.community().id(),
                access.version(),
                key.map(given -> new KeyClaim(access.caller().id(), given.value(), Fingerprint.of(canonicalParts))),
                orders);
    }

    private static List<String> parts(String operation, List<ParsedTrade> trades) {
        return Stream.concat(
                        Stream.of(operation), trades.stream().map(trade -> Fingerprint.joined(trade.canonicalParts())))
                .collect(Collectors.toList());
    }
}
