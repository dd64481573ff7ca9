package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.category.Category;
import org.tallystick.finding.Wanted;
import org.tallystick.ledger.Amount;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.web.Cursor;
import org.tallystick.web.Dates;
import org.tallystick.web.PageLimit;

/** Reads which trades are asked for, and refuses accounts that the caller may not look into. */
@ApplicationScoped
public class TradeQueryReader {
    private static final int LONGEST_TEXT = 100;
    private static final int MOST_WORDS = 8;

    private final Directory directory;

    TradeQueryReader(Directory directory) {
        this.directory = directory;
    }

    /** As it is asked for: of one account, and maybe of what somebody remembers of a trade. */
    record Asked(
            @Nullable String account,
            @Nullable String from,
            @Nullable String to,
            @Nullable String text,
            @Nullable String with,
            @Nullable String min,
            @Nullable String max,
            @Nullable String category,
            @Nullable String cursor,
            @Nullable String limit) {
        boolean isSearch() {
            return text != null || with != null || min != null || max != null || category != null;
        }
    }

    Trades.Query read(Access access, Asked asked) {
        @Nullable String account = asked.account();
        @Nullable String from = asked.from();
        @Nullable String to = asked.to();
        @Nullable String cursor = asked.cursor();
        FieldErrors errors = new FieldErrors();
        Optional<AccountAddress> address = errors.readIfPresent("account", account, AccountAddress::parse);
        Optional<LocalDate> first = errors.readIfPresent("from", from, Dates::read);
        Optional<LocalDate> last = errors.readIfPresent("to", to, Dates::read);
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            errors.add("to", "out-of-order", "lies before from");
        }
        int most = PageLimit.read(asked.limit(), errors);
        if (!asked.isSearch()) {
            Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
            errors.throwIfAny();
            Optional<AccountRef> of = address.map(one -> visible(access, one));
            return new Trades.Query(of, first, last, before, Optional.empty(), most);
        }
        if (account == null) {
            errors.add("account", "required", "is required for a search, which is of one account");
        }
        Optional<Long> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, Long::parseLong));
        List<String> words = errors.readIfPresent("text", asked.text(), TradeQueryReader::words)
                .orElse(List.of());
        Optional<AccountAddress> with = errors.readIfPresent("with", asked.with(), AccountAddress::parse);
        Optional<String> category = errors.readIfPresent("category", asked.category(), Category::readCode);
        errors.throwIfAny();
        AccountRef of = visible(access, address.orElseThrow());
        Wanted wanted = wanted(of, asked, words, with, category);
        return new Trades.Query(
                Optional.of(of), first, last, Optional.empty(), Optional.of(new Trades.Search(wanted, before)), most);
    }

    private static List<String> words(String text) {
        List<String> words = List.of(Text.read(text, LONGEST_TEXT).split("\\s+"));
        if (words.size() > MOST_WORDS) {
            throw new IllegalArgumentException("has " + words.size() + " words; at most " + MOST_WORDS + " fit");
        }
        return words;
    }

    private Wanted wanted(
            AccountRef account,
            Asked asked,
            List<String> words,
            Optional<AccountAddress> with,
            Optional<String> category) {
        FieldErrors errors = new FieldErrors();
        int scale = account.currency().scale();
        Optional<Amount> least = errors.readIfPresent("min", asked.min(), text -> amount(text, scale));
        Optional<Amount> most = errors.readIfPresent("max", asked.max(), text -> amount(text, scale));
        if (least.isPresent() && most.isPresent() && most.get().isLessThan(least.get())) {
            errors.add("max", "out-of-order", "is less than min");
        }
        // Both sides of a trade are of one currency.
        Optional<AccountRef> partner = with.flatMap(address -> directory.find(
                account.community(), address.in(account.currency().code())));
        if (with.isPresent() && partner.isEmpty()) {
            errors.add(
                    "with",
                    "unknown-account",
                    "is no account here in " + account.currency().code());
        }
        errors.throwIfAny();
        return new Wanted(words, partner.map(AccountRef::id), least, most, category);
    }

    private static Amount amount(String text, int scale) {
        Amount amount = Amount.parse(text, scale);
        if (amount.isNegative()) {
            throw new IllegalArgumentException("is what a trade moved, and not negative");
        }
        return amount;
    }

    private AccountRef visible(Access access, AccountAddress address) {
        Optional<AccountRef> account = directory.find(access.community().id(), address);
        boolean mayLook = account.isPresent()
                && access.may(Permission.SEE_TRADES, account.get().member());
        if (!mayLook) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND, "There is no account " + address + " whose trades you may see.");
        }
        return account.get();
    }
}
