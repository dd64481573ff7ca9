package org.tallystick.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.community.Community;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Rules;
import org.tallystick.member.UsedHandles;
import org.tallystick.posting.BooksReader;
import org.tallystick.posting.KeyClaim.Fingerprint;

/** Decides all trades of a plan in memory, and notes every row that could not be booked. Books nothing. */
@ApplicationScoped
class RehearseImport {
    private static final int ROWS_AT_ONCE = 1_000;

    private final ImportTarget target;
    private final BooksReader books;
    private final UsedHandles usedHandles;
    private final Clock clock;

    RehearseImport(ImportTarget target, BooksReader books, UsedHandles usedHandles, Clock clock) {
        this.target = target;
        this.books = books;
        this.usedHandles = usedHandles;
        this.clock = clock;
    }

    /** @return the references that an earlier import of these files has booked */
    Set<String> rehearse(ImportPlan plan, RowErrors errors) {
        Optional<Community> community = target.existing(plan);
        community.ifPresent(there -> {
            target.requireSame(there, plan.community(), errors);
            requireNoneOfErased(there, plan, errors);
        });
        Set<String> booked = new HashSet<>();
        if (!errors.isEmpty()) {
            return booked;
        }
        try (BooksReader.Snapshot snapshot = books.snapshot()) {
            ImportTarget.Accounts accounts = target.rehearsal(plan, community, snapshot);
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, plan.community().timeZone());
            Rehearsal rehearsal = new Rehearsal(
                    new Rules(today, accounts.frozenMayReceive(), Rules.MOST_DAYS_BACK),
                    accounts.accounts(),
                    accounts.byAddress(),
                    now);
            int scale = plan.community().currency().scale();
            Chunks<ImportedTrade> rows = new Chunks<>(ROWS_AT_ONCE, some -> {
                Map<String, Fingerprint> bought = bought(snapshot, community, some);
                for (ImportedTrade trade : some) {
                    Fingerprint earlier = bought.get(trade.reference());
                    if (earlier == null) {
                        rehearsal.decide(trade, errors, scale);
                    } else if (earlier.equals(trade.fingerprint())) {
                        booked.add(trade.reference());
                    } else {
                        errors.add(
                                TradesFile.NAME,
                                trade.line(),
                                "reference",
                                "idempotency-key-reused",
                                trade.reference() + " was imported before with other contents");
                    }
                }
            });
            plan.trades().forEach(errors, rows::add);
            rows.end();
            return booked;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the books for a rehearsal", e);
        }
    }

    private void requireNoneOfErased(Community community, ImportPlan plan, RowErrors errors) {
        Set<String> used = usedHandles.ofErased(
                community.id(),
                plan.members().stream().map(ImportedMember::handle).toList());
        for (ImportedMember member : plan.members()) {
            if (used.contains(member.handle())) {
                errors.add(
                        MembersFile.NAME,
                        member.line(),
                        "handle",
                        "taken",
                        member.handle() + " was another member's, and is never used again");
            }
        }
    }

    private Map<String, Fingerprint> bought(
            BooksReader.Snapshot snapshot, Optional<Community> community, List<ImportedTrade> trades) {
        if (community.isEmpty()) {
            return Map.of();
        }
        CommunityId id = community.get().id();
        try {
            return snapshot.bought(
                    id,
                    id.value(),
                    trades.stream().map(ImportedTrade::reference).toList());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read which references are booked", e);
        }
    }
}
