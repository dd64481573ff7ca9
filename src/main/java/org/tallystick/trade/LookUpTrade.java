package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.posting.BookedTrade;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/** Trades, for what other features do with them. Waits for the database. */
@ApplicationScoped
public class LookUpTrade {
    private final Trades trades;
    private final TradeViews views;
    private final Directory directory;
    private final ApprovedTrades approved;

    LookUpTrade(Trades trades, TradeViews views, Directory directory, ApprovedTrades approved) {
        this.approved = approved;
        this.trades = trades;
        this.views = views;
        this.directory = directory;
    }

    /**
     * A trade.
     *
     * @param view as the caller may see it
     * @param members all who have an account in it
     */
    public record Found(TradeView view, Set<MemberId> members) {}

    /** @throws org.tallystick.problem.ProblemException 404 if there is none, or the caller has no part in it */
    public Found visible(Access access, UUID id) {
        return found(access, trades.visible(access, new TradeId(id)));
    }

    /** One that there is, for a use case that has asked already who may know. */
    public Found any(Access access, UUID id) {
        return found(
                access, trades.booked(access.community().id(), new TradeId(id)).orElseThrow());
    }

    /** Whether the one undoes the other, in full or in part. */
    public boolean isReversal(CommunityId community, UUID reversal, UUID original) {
        return trades.booked(community, new TradeId(reversal))
                .flatMap(BookedTrade::reverses)
                .equals(Optional.of(new TradeId(original)));
    }

    /** Whether this user or program recorded it, passed the limits by it, or was one of two who agreed on it. */
    public boolean isBy(CommunityId community, UUID trade, UUID who) {
        BookedTrade found = trades.booked(community, new TradeId(trade)).orElseThrow();
        return found.recordedBy().equals(who)
                || found.overrideBy().equals(Optional.of(who))
                || approved.isBy(community, found.id(), who);
    }

    private Found found(Access access, BookedTrade trade) {
        Set<MemberId> members = trade.entries().stream()
                .map(entry -> directory.byId(access.community().id(), entry.account()))
                .flatMap(Optional::stream)
                .map(AccountRef::member)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new Found(views.of(trade, access), members);
    }
}
