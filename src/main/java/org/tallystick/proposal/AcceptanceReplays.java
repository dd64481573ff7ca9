package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.account.AccountAddress;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.MalformedAmountException;
import org.tallystick.platform.Database;
import org.tallystick.posting.BookedTradeSql;
import org.tallystick.posting.BooksReader;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.trade.RecordTrade;
import org.tallystick.trade.Scales;
import org.tallystick.trade.TradeView;
import org.tallystick.trade.TradeViews;

/** Answers an acceptance again that was booked under its key, whatever has happened since. */
@ApplicationScoped
class AcceptanceReplays {
    private final BooksReader books;
    private final Database database;
    private final Scales scales;
    private final TradeViews tradeViews;

    AcceptanceReplays(BooksReader books, Database database, Scales scales, TradeViews tradeViews) {
        this.books = books;
        this.database = database;
        this.scales = scales;
        this.tradeViews = tradeViews;
    }

    /** {@code 12.5} is {@code 12.50}; what cannot be read is refused before the key buys anything. */
    KeyClaim claim(Access access, Proposal proposal, AcceptanceBody body, IdempotencyKey key) {
        String account = Objects.requireNonNullElse(body.account(), "");
        return new KeyClaim(
                access.caller().id(),
                key.value(),
                Fingerprint.of(List.of(
                        "proposal-acceptance",
                        proposal.id().toString(),
                        amount(proposal, Objects.requireNonNullElse(body.amount(), "")),
                        AccountAddress.find(account).map(AccountAddress::name).orElse(account),
                        Boolean.toString(body.byInstalments()))));
    }

    private String amount(Proposal proposal, String written) {
        try {
            return Amount.parse(written, scales.of(proposal.community(), proposal.currency()))
                    .toString();
        } catch (MalformedAmountException e) {
            return written;
        }
    }

    /**
     * The trade that this very request has booked.
     *
     * @throws ProblemException {@code idempotency-key-reused} if another request has bought something under it
     */
    Optional<TradeView> find(Access access, Proposal proposal, KeyClaim claim) {
        try (BooksReader.Snapshot snapshot = books.snapshot()) {
            Fingerprint bought = snapshot.bought(proposal.community(), claim.caller(), List.of(claim.key()))
                    .get(claim.key());
            if (bought == null) {
                return Optional.empty();
            }
            if (!bought.equals(claim.fingerprint())) {
                throw RecordTrade.keyReused();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read keys", e);
        }
        return proposal.trades().stream()
                .filter(part ->
                        part.acceptedBy().equals(claim.caller()) && part.key().equals(claim.key()))
                .findFirst()
                .map(part -> database.with(connection -> tradeViews.of(
                        BookedTradeSql.read(connection, proposal.community(), List.of(part.trade()))
                                .get(0),
                        access)));
    }
}
