package org.tallystick.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.community.Community;
import org.tallystick.journal.JournalTransaction.Marks;
import org.tallystick.journal.JournalTransaction.Posting;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.BookedTradeSql;
import org.tallystick.posting.Pace;
import org.tallystick.problem.ProblemException;
import org.tallystick.statement.HolderNames;

/**
 * Writes the books of a whole community: every trade with all its entries, and each account's balance at the end for the reader to
 * compare. Reads some rows at a time, and holds no connection while a reader takes its time; what is booked meanwhile is in the next
 * one. Waits for the database.
 */
@ApplicationScoped
public class CommunityJournal {
    private static final int AT_ONCE = 1_000;
    private static final JournalAccount OPENING = CounterAccounts.OPENING;

    private final Database database;
    private final Directory directory;
    private final HolderNames names;
    private final org.tallystick.posting.Posting posting;
    private final Clock clock;

    CommunityJournal(
            Database database,
            Directory directory,
            HolderNames names,
            org.tallystick.posting.Posting posting,
            Clock clock) {
        this.posting = posting;
        this.clock = clock;
        this.database = database;
        this.directory = directory;
        this.names = names;
    }

    /** @throws ProblemException {@code unavailable} if the database cannot be reached */
    public OpenJournal open(Community community, Currency currency, Optional<LocalDate> from, LocalDate to) {
        return open(community, currency, from, to, Optional.empty());
    }

    /**
     * @param asOf what was booked later is not in it
     * @throws ProblemException {@code unavailable} if the database cannot be reached
     */
    public OpenJournal open(
            Community community, Currency currency, Optional<LocalDate> from, LocalDate to, Optional<Instant> asOf) {
        Reaches reaches =
                database.with(connection -> new JournalSql(connection, community.id()).reaches(currency.code()));
        LocalDate today = LocalDate.ofInstant(clock.instant(), community.timeZone());
        return new OpenJournal(community, currency, from, to, asOf, today, reaches);
    }

    /** Reads and writes to the end, resting between its steps beside those who trade; flushes, and closes nothing. */
    public void write(OpenJournal journal, JournalDialect dialect, OutputStream out) throws IOException {
        Pace pace = posting.pace();
        write(journal, dialect, out, trades -> pace.rest());
    }

    /** @param done is told, some trades at a time, how many more are written, and may rest */
    public void write(OpenJournal journal, JournalDialect dialect, OutputStream out, LongConsumer done)
            throws IOException {
        JournalWriter writer = dialect.writer(journal.currency(), out);
        LocalDate firstDay = firstDay(journal);
        writer.head(head(journal), firstDay);
        accounts(journal, firstDay, writer, done);
        trades(journal, writer, done);
        closing(journal, writer, done);
        writer.flush();
    }

    private static JournalHead head(OpenJournal journal) {
        Community community = journal.community();
        String currency = journal.currency().code() + " (" + journal.currency().name() + ")";
        return new JournalHead(
                community.name() + ", " + journal.currency().code(),
                List.of(
                        "The books of " + community.name() + " in " + currency,
                        journal.from().map(from -> "From " + from + " to ").orElse("To ") + journal.to()
                                + " by booking date, days of " + community.timeZone(),
                        "What each account holds, with the sign that it has in the books: together they are zero"));
    }

    /** Of the period; where it has no beginning, that of the first trade. */
    private LocalDate firstDay(OpenJournal journal) {
        return journal.from()
                .map(from -> from.isAfter(journal.lastDay()) ? journal.lastDay() : from)
                .orElseGet(() -> tradeIds(journal, Ids.floor(Instant.EPOCH), 1).stream()
                        .findFirst()
                        .map(first -> LocalDate.ofInstant(
                                Ids.time(first.value()), journal.community().timeZone()))
                        .orElse(journal.lastDay()));
    }

    private void accounts(OpenJournal journal, LocalDate firstDay, JournalWriter writer, LongConsumer done)
            throws IOException {
        if (journal.from().isPresent()) {
            writer.account(OPENING, firstDay, "What was there before, together zero");
        }
        for (int from = 0; from < journal.reaches().size(); from += AT_ONCE) {
            List<AccountId> ids = journal.reaches().accounts(from, AT_ONCE);
            Map<AccountId, AccountRef> known =
                    directory.allById(journal.community().id(), ids);
            Map<AccountId, String> called = names.of(journal.community().id(), ids);
            for (AccountId id : ids) {
                writer.account(
                        JournalAccount.inBooks(Objects.requireNonNull(known.get(id))),
                        firstDay,
                        Objects.requireNonNull(called.get(id)));
            }
            done.accept(0);
        }
        if (journal.from().isPresent()) {
            opening(journal, journal.from().get(), firstDay, writer, done);
        }
    }

    private void opening(OpenJournal journal, LocalDate from, LocalDate dated, JournalWriter writer, LongConsumer done)
            throws IOException {
        Instant start = start(from, journal.community().timeZone());
        for (int place = 0; place < journal.reaches().size(); place += AT_ONCE) {
            for (Held held : held(journal, place, start)) {
                if (!held.balance().isZero()) {
                    writer.transaction(new JournalTransaction(
                            dated,
                            dated,
                            Optional.empty(),
                            "",
                            "opening balance",
                            Marks.NONE,
                            List.of(
                                    Posting.of(held.account(), held.balance()),
                                    Posting.of(OPENING, held.balance().negated()))));
                }
            }
            done.accept(0);
        }
        writer.balance(dated, OPENING, Amount.ZERO);
    }

    private record Held(JournalAccount account, Amount balance) {}

    /** What those of the accounts from this place on held that had entries before the instant. */
    private List<Held> held(OpenJournal journal, int place, Instant before) {
        List<AccountId> ids = journal.reaches().accounts(place, AT_ONCE);
        Map<AccountId, AccountRef> known = directory.allById(journal.community().id(), ids);
        Map<AccountId, Amount> balances = database.with(connection ->
                new JournalSql(connection, journal.community().id()).balances(ids, journal.reaches(), before));
        List<Held> held = new ArrayList<>();
        for (AccountId id : ids) {
            Amount balance = balances.get(id);
            if (balance != null) {
                held.add(new Held(JournalAccount.inBooks(Objects.requireNonNull(known.get(id))), balance));
            }
        }
        return held;
    }

    private void trades(OpenJournal journal, JournalWriter writer, LongConsumer done) throws IOException {
        ZoneId zone = journal.community().timeZone();
        UUID last = Ids.floor(journal.from().map(from -> start(from, zone)).orElse(Instant.EPOCH));
        List<TradeId> ids;
        do {
            ids = tradeIds(journal, last, AT_ONCE);
            for (BookedTrade trade : booked(journal, ids)) {
                if (isWithinReach(trade, journal.reaches())) {
                    writer.transaction(transaction(trade, journal));
                }
            }
            done.accept(ids.size());
            last = ids.isEmpty() ? last : ids.get(ids.size() - 1).value();
        } while (ids.size() == AT_ONCE);
    }

    /** A trade is booked whole: one of its entries tells of all. */
    private static boolean isWithinReach(BookedTrade trade, Reaches reaches) {
        Entry entry = trade.entries().get(0);
        return entry.entryNo() <= reaches.of(entry.account());
    }

    private List<TradeId> tradeIds(OpenJournal journal, UUID after, int most) {
        Instant end = journal.end();
        return database.with(
                connection -> new JournalSql(connection, journal.community().id())
                        .trades(journal.currency().code(), after, Ids.floor(end), most));
    }

    private List<BookedTrade> booked(OpenJournal journal, List<TradeId> ids) {
        return database.with(connection ->
                BookedTradeSql.read(connection, journal.community().id(), ids));
    }

    private JournalTransaction transaction(BookedTrade trade, OpenJournal journal) {
        Map<AccountId, AccountRef> known = directory.allById(journal.community().id(), trade.accounts());
        List<Posting> postings = trade.entries().stream()
                .map(entry -> new Posting(
                        JournalAccount.inBooks(Objects.requireNonNull(known.get(entry.account()))),
                        entry.amount(),
                        Optional.empty(),
                        Optional.of(entry.entryNo()),
                        entry.isLevy()))
                .toList();
        Marks marks = new Marks(
                Optional.empty(),
                Optional.empty(),
                trade.category(),
                trade.reverses().map(TradeId::value),
                trade.isMediated(),
                false);
        LocalDate booked =
                LocalDate.ofInstant(trade.bookedAt(), journal.community().timeZone());
        return new JournalTransaction(
                booked, trade.valueDate(), Optional.of(trade.id().value()), "", trade.description(), marks, postings);
    }

    private void closing(OpenJournal journal, JournalWriter writer, LongConsumer done) throws IOException {
        Instant end = journal.end();
        for (int place = 0; place < journal.reaches().size(); place += AT_ONCE) {
            for (Held held : held(journal, place, end)) {
                writer.balance(journal.lastDay(), held.account(), held.balance());
            }
            done.accept(0);
        }
    }

    private static Instant start(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }
}
