package org.tallystick.trade;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.Directory;
import org.tallystick.change.Reason;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.web.Dates;

/** Reads the fields of trade requests. Waits for the database only for a currency it has not met yet. */
public final class TradeReader {
    static final int LONGEST_DESCRIPTION = 500;

    private final Directory directory;
    private final CommunityId community;
    private final NamedCategories categories;

    TradeReader(Directory directory, CommunityId community, NamedCategories categories) {
        this.directory = directory;
        this.community = community;
        this.categories = categories;
    }

    /**
     * @param authorise is given the payer before anything else is looked at; it throws if the caller may not act for it
     * @throws ProblemException 400 naming every field at fault
     */
    ParsedTrade read(TradeRequest request, Consumer<AccountAddress> authorise) {
        FieldErrors errors = new FieldErrors();
        Optional<ParsedTrade> trade = read(request, "", 0, errors, authorise);
        errors.throwIfAny();
        ParsedTrade parsed = trade.orElseThrow();
        if (!parsed.amount().isPositive()) {
            throw Problem.ofField(
                            ProblemType.AMOUNT_NOT_POSITIVE, "amount", "amount-not-positive", "must be more than zero")
                    .asException();
        }
        return parsed;
    }

    /**
     * Reads one of several.
     *
     * @param path what the fields' names begin with: {@code trades[3].}
     * @param index which of the several it is, from 0
     */
    Optional<ParsedTrade> read(
            TradeRequest request, String path, int index, FieldErrors errors, Consumer<AccountAddress> authorise) {
        int before = errors.list().size();
        Optional<AccountAddress> payer = errors.read(path + "payer", request.payer(), AccountAddress::parse);
        payer.ifPresent(authorise);
        Optional<AccountAddress> payee = errors.read(path + "payee", request.payee(), AccountAddress::parse);
        Optional<Currency> currency = payer.flatMap(address -> currency(path + "payer", address, errors));
        Optional<Currency> payeeCurrency = payee.flatMap(address -> currency(path + "payee", address, errors));
        Optional<CurrencyCode> asked = errors.readIfPresent(path + "currency", request.currency(), CurrencyCode::new);
        Optional<Amount> amount = errors.read(
                path + "amount",
                request.amount(),
                text -> Amount.parse(text, currency.map(Currency::scale).orElse(Currency.LARGEST_SCALE)));
        Optional<String> description =
                errors.read(path + "description", request.description(), text -> Text.read(text, LONGEST_DESCRIPTION));
        Optional<LocalDate> valueDate = errors.readIfPresent(path + "valueDate", request.valueDate(), Dates::read);
        Optional<String> category = categories.read(path + "category", request.category(), index, errors);
        Optional<String> override = override(path, request, errors);
        Map<String, String> metadata = Metadata.read(path + "metadata", request.metadata(), errors);
        if (errors.list().size() > before) {
            return Optional.empty();
        }
        currenciesAgree(path, currency.orElseThrow(), payeeCurrency.orElseThrow(), asked);
        return Optional.of(new ParsedTrade(
                payer.orElseThrow(),
                payee.orElseThrow(),
                currency.orElseThrow(),
                amount.orElseThrow(),
                description.orElseThrow(),
                valueDate,
                metadata,
                category,
                override));
    }

    private static Optional<String> override(String path, TradeRequest request, FieldErrors errors) {
        if (!request.overrides()) {
            if (request.reason() != null) {
                errors.add(path + "reason", "malformed", "is given with overrideLimits alone");
            }
            return Optional.empty();
        }
        if (!path.isEmpty()) {
            errors.add(path + "overrideLimits", "malformed", "is for a trade that is recorded by itself");
            return Optional.empty();
        }
        return errors.read("reason", request.reason(), text -> Text.read(text, Reason.LONGEST));
    }

    private Optional<Currency> currency(String field, AccountAddress address, FieldErrors errors) {
        Optional<Currency> currency = directory.currency(community, address.currency());
        if (currency.isEmpty()) {
            errors.add(
                    field,
                    "unknown-currency",
                    "names the currency "
                            + address.currency().map(CurrencyCode::value).orElse("")
                            + ", which this community has not");
        }
        return currency;
    }

    private static void currenciesAgree(String path, Currency payer, Currency payee, Optional<CurrencyCode> asked) {
        if (!payer.code().equals(payee.code())) {
            throw Problem.ofField(
                            ProblemType.CURRENCY_MISMATCH,
                            path + "payee",
                            "currency-mismatch",
                            "is an account in " + payee.code() + ", the payer's is in " + payer.code()
                                    + "; nothing converts")
                    .asException();
        }
        if (asked.isPresent() && !asked.get().equals(payer.code())) {
            throw Problem.ofField(
                            ProblemType.CURRENCY_MISMATCH,
                            path + "currency",
                            "currency-mismatch",
                            "is " + asked.get() + ", but the accounts named are in " + payer.code()
                                    + "; write for instance handle." + asked.get())
                    .asException();
        }
    }

    /** Every address that these requests name and that can be read at all. */
    static List<AccountAddress> addresses(List<TradeRequest> requests) {
        return requests.stream()
                .flatMap(request -> java.util.stream.Stream.of(
                        Optional.ofNullable(request.payer()), Optional.ofNullable(request.payee())))
                .flatMap(Optional::stream)
                .flatMap(text -> AccountAddress.find(text).stream())
                .distinct()
                .toList();
    }
}
