package org.tallystick.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccessVersion;
import org.tallystick.posting.OpenAccounts;
import org.tallystick.posting.OpenAccounts.NewAccount;
import org.tallystick.posting.StatusOfNewAccounts;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Gives a community one more currency, and every member who has not left an account in it. */
@ApplicationScoped
public class AddCurrency {
    private final CommunityStore store;
    private final Database database;
    private final Clock clock;

    AddCurrency(CommunityStore store, Database database, Clock clock) {
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    /** What a client writes. */
    @Schema(name = "NewCurrency")
    public record Body(
            @Nullable String code,
            @Nullable String name,
            @Nullable String symbol,
            @Nullable Integer scale,
            @Nullable String defaultCreditLimit,
            @Nullable String defaultBalanceCap,
            @Nullable String reason) {

        static Body of(CurrencyBody currency, Reason reason) {
            return new Body(
                    currency.code(),
                    currency.name(),
                    currency.symbol(),
                    currency.scale(),
                    currency.defaultCreditLimit(),
                    currency.defaultBalanceCap(),
                    reason.text());
        }

        private CurrencyBody currency() {
            return new CurrencyBody(code, name, symbol, scale, defaultCreditLimit, defaultBalanceCap);
        }
    }

    /**
     * @throws ProblemException {@code malformed}; {@code already-exists} naming {@code code}; {@code state-conflict} when
     *     the community has {@value NewCommunity#MOST_CURRENCIES}
     */
    @Transactional
    public Community add(CommunityId id, Body body, Actor changedBy) {
        FieldErrors errors = new FieldErrors();
        Optional<CommunityCurrency> read = body.currency().read("", errors);
        Optional<Reason> reason = errors.read("reason", body.reason(), Reason::new);
        errors.throwIfAny();
        CommunityCurrency currency = read.orElseThrow();
        CommunityRow row = store.locked(id);
        Community before = store.toCommunity(row);
        refuseIfFullOrTaken(before, currency);
        store.add(new CurrencyRow(row.id, before.currencies().size(), currency));
        row.version++;
        store.flush();
        Change change = Change.made(
                Subject.CURRENCY,
                currency.currency().code().value(),
                changedBy,
                reason.orElseThrow(),
                currency.toValues());
        database.with(connection -> {
            OpenAccounts.open(connection, id, accounts(connection, id, currency));
            StatusOfNewAccounts.followMembers(
                    connection, id, currency.currency().code());
            // A member's status that was about to change is sent back, and changes the new account too.
            AccessVersion.raise(connection, id);
            ChangeRecords.write(connection, id, clock.instant(), List.of(change));
            return change;
        });
        return store.toCommunity(row);
    }

    private static void refuseIfFullOrTaken(Community community, CommunityCurrency currency) {
        if (community.currency(currency.currency().code()).isPresent()) {
            throw Problem.ofField(
                            ProblemType.ALREADY_EXISTS, "code", "taken", "is that of another currency of the community")
                    .asException();
        }
        if (community.currencies().size() >= NewCommunity.MOST_CURRENCIES) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "The community has " + NewCommunity.MOST_CURRENCIES + " currencies, and no more fit.");
        }
    }

    private static List<NewAccount> accounts(Connection connection, CommunityId id, CommunityCurrency currency)
            throws SQLException {
        List<NewAccount> accounts = new ArrayList<>(CommunityAccounts.of(currency.currency()));
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT member_id FROM member WHERE community_id = ? AND status <> 'left' ORDER BY member_id")) {
            statement.setObject(1, id.value());
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                accounts.add(new NewAccount(
                        new AccountId(Ids.next()),
                        currency.currency().code(),
                        "member",
                        Optional.of(rows.getObject(1, UUID.class)),
                        Optional.empty(),
                        currency.defaultCreditLimit(),
                        currency.defaultBalanceCap()));
            }
        }
        return accounts;
    }
}
