package org.tallystick.testing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.community.CreateCommunity;
import org.tallystick.community.NewCommunity;
import org.tallystick.community.Settings;
import org.tallystick.community.Slug;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.member.EnrolMembers;
import org.tallystick.member.Handle;
import org.tallystick.member.MemberKind;
import org.tallystick.member.NewMember;
import org.tallystick.platform.Ids;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.Caller;
import org.tallystick.security.CallerKind;
import org.tallystick.security.Scope;

/** Communities, people and trades for tests, made by the product's own use cases where it has them. */
@ApplicationScoped
public class Fixtures {
    private final DataSource dataSource;
    private final CreateCommunity createCommunity;
    private final EnrolMembers enrolMembers;
    private final Directory directory;
    private final Posting posting;
    private final AccessControl accessControl;

    Fixtures(
            DataSource dataSource,
            CreateCommunity createCommunity,
            EnrolMembers enrolMembers,
            Directory directory,
            Posting posting,
            AccessControl accessControl) {
        this.dataSource = dataSource;
        this.createCommunity = createCommunity;
        this.enrolMembers = enrolMembers;
        this.directory = directory;
        this.posting = posting;
        this.accessControl = accessControl;
    }

    /** A slug that no other test has. */
    public static String newSlug() {
        return "c" + UUID.randomUUID().toString().substring(0, 18);
    }

    /** With credits (default limit 100.00, no cap) and hours (0.00, cap 40.00). */
    public Community community() {
        return community(Settings.USUAL);
    }

    public Community community(Settings settings) {
        return createCommunity.create(
                new NewCommunity(
                        new Slug(newSlug()),
                        "Maple LETS",
                        ZoneId.of("Europe/Lisbon"),
                        List.of(currency("CRED", 10_000, BalanceCap.NONE), currency("HRS", 0, new BalanceCap(4_000))),
                        settings),
                Actor.of(Ids.next()));
    }

    public static CommunityCurrency currency(String code, long limit, BalanceCap cap) {
        return new CommunityCurrency(
                new Currency(new CurrencyCode(code), code + " name", "s", 2), new CreditLimit(limit), cap);
    }

    /** At the default limits. */
    public void enrol(Community community, String... handles) {
        enrolMembers.enrol(
                community.id(),
                List.of(handles).stream().map(Fixtures::member).toList(),
                Actor.of(Ids.next()),
                new Reason("test"));
    }

    public static NewMember member(String handle) {
        return new NewMember(
                new Handle(handle),
                "Name of " + handle,
                MemberKind.PERSON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Caller operator() {
        UUID user = Ids.next();
        update(
                "INSERT INTO app_user (user_id, username, operator, created_at) VALUES (?, ?, true, now())",
                user,
                "o" + user);
        return signedIn(user);
    }

    public Caller administrator(Community community) {
        UUID user = Ids.next();
        update("INSERT INTO app_user (user_id, username, created_at) VALUES (?, ?, now())", user, "a" + user);
        appoint(community, user);
        return signedIn(user);
    }

    public void appoint(Community community, UUID user) {
        update(
                "INSERT INTO community_role VALUES (?, ?, 'administrator')",
                community.id().value(),
                user);
        raiseAccessVersion(community);
    }

    public void dismiss(Community community, UUID user) {
        update(
                "DELETE FROM community_role WHERE community_id = ? AND user_id = ?",
                community.id().value(),
                user);
        raiseAccessVersion(community);
    }

    /** The user who owns a member. */
    public Caller owner(Community community, String handle) {
        return signedIn(
                value(UUID.class, "SELECT user_id FROM app_user WHERE username = ?", handle + "@" + community.slug()));
    }

    /** An exchange system with these scopes. */
    public Caller client(Community community, Scope... scopes) {
        UUID client = Ids.next();
        String name = "client-" + client;
        update("INSERT INTO client (client_id, name, created_at) VALUES (?, ?, now())", client, name);
        update(
                "INSERT INTO client_grant VALUES (?, ?, string_to_array(?, ' '))",
                community.id().value(),
                client,
                String.join(" ", Set.of(scopes).stream().map(Scope::value).toList()));
        raiseAccessVersion(community);
        return new Caller(client, CallerKind.CLIENT, name, Optional.empty(), Set.of(scopes));
    }

    public Access access(Community community, Caller caller) {
        return accessControl.current(community.slug(), caller);
    }

    public AccountRef account(Community community, String address) {
        return directory.find(community.id(), AccountAddress.parse(address)).orElseThrow();
    }

    /** Books a trade. */
    public void trade(Community community, String payer, String payee, String amount) {
        AccountRef from = account(community, payer);
        AccountRef to = account(community, payee);
        TradeOrder order = new TradeOrder(
                TradeDraft.of(
                        Party.of(payer, from.id()),
                        Party.of(payee, to.id()),
                        Amount.parse(amount, from.currency().scale()),
                        LocalDate.now(community.timeZone())),
                from.currency().code(),
                "bread",
                Ids.next(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        long version = number(
                "SELECT access_version FROM community WHERE community_id = ?",
                community.id().value());
        Outcome outcome = posting.submit(new TradeUnit(community.id(), version, Optional.empty(), List.of(order)))
                .toCompletableFuture()
                .join();
        if (!(outcome instanceof Outcome.Booked)) {
            throw new IllegalStateException("not booked: " + outcome);
        }
    }

    public long number(String sql, Object... parameters) {
        return value(Long.class, sql, parameters);
    }

    public String text(String sql, Object... parameters) {
        return value(String.class, sql, parameters);
    }

    private void raiseAccessVersion(Community community) {
        update(
                "UPDATE community SET access_version = access_version + 1 WHERE community_id = ?",
                community.id().value());
    }

    private Caller signedIn(UUID user) {
        UUID session = Ids.next();
        update("INSERT INTO session VALUES (?, ?, now(), now() + interval '1 day')", session, user);
        String name = text("SELECT username FROM app_user WHERE user_id = ?", user);
        return new Caller(user, CallerKind.USER, name, Optional.of(session), Set.of());
    }

    private <T> T value(Class<T> type, String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            ResultSet row = statement.executeQuery();
            if (!row.next()) {
                throw new IllegalStateException("no row: " + sql);
            }
            return row.getObject(1, type);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void update(String sql, Object... parameters) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = prepare(connection, sql, parameters)) {
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
