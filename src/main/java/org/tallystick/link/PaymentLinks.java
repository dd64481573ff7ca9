package org.tallystick.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.security.MemberId;

/** Payment links as they stand in the database. */
@ApplicationScoped
class PaymentLinks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String ALL = """
            SELECT l.link_id, l.account_id, l.amount, l.memo, l.metadata::text AS metadata, l.single_use, l.expires_at, l.made_at,
                   coalesce(u.username, c.name, l.made_by::text) AS maker, l.withdrawn_at, l.payments, l.last_trade_id
              FROM payment_link l
              LEFT JOIN app_user u ON u.user_id = l.made_by
              LEFT JOIN client c ON c.client_id = l.made_by
             WHERE l.community_id = ?\s""";

    private static final String PAGE = ALL + """
             AND l.link_id < ? AND (?::text[] IS NULL OR l.member_id = ANY (?::text[]::uuid[]))
               AND (?::uuid IS NULL OR l.account_id = ?::uuid)
             ORDER BY l.link_id DESC LIMIT ?""";

    private static final String OPEN = """
            SELECT 1 FROM payment_link
             WHERE community_id = ? AND member_id = ? AND expires_at > ? AND withdrawn_at IS NULL
               AND (NOT single_use OR payments = 0) LIMIT ?""";

    private final Sql sql;
    private final Directory directory;

    PaymentLinks(Sql sql, Directory directory) {
        this.sql = sql;
        this.directory = directory;
    }

    /** Adds one that nobody has paid. */
    void add(CommunityId community, UUID madeBy, PaymentLink link) {
        sql.update(
                "INSERT INTO payment_link (community_id, link_id, member_id, account_id, amount, memo, metadata, single_use,"
                        + " expires_at, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)",
                community.value(),
                link.id(),
                link.payee().member().orElseThrow().value(),
                link.payee().id().value(),
                link.amount().map(Amount::minorUnits).orElse(null),
                link.memo(),
                json(link.metadata()),
                link.singleUse(),
                link.expiresAt(),
                madeBy,
                link.madeAt());
    }

    /** How many of a member's are open, of so many at most. */
    int open(CommunityId community, MemberId member, Instant now, int most) {
        return sql.list(OPEN, row -> 1, community.value(), member.value(), now, most)
                .size();
    }

    Optional<PaymentLink> find(CommunityId community, UUID id) {
        return sql.one(ALL + "AND l.link_id = ?", row -> link(row, community), community.value(), id);
    }

    /**
     * The newest first.
     *
     * @param members whose links; empty: everybody's
     */
    List<PaymentLink> page(
            CommunityId community,
            Optional<Collection<MemberId>> members,
            Optional<AccountId> account,
            UUID before,
            int limit) {
        String @Nullable [] some = members.map(
                        all -> all.stream().map(one -> one.value().toString()).toArray(String[]::new))
                .orElse(null);
        @Nullable UUID one = account.map(AccountId::value).orElse(null);
        return sql.list(PAGE, row -> link(row, community), community.value(), before, some, some, one, one, limit);
    }

    /** @return whether it was open */
    boolean withdraw(CommunityId community, UUID id, Instant now) {
        return sql.update(
                        "UPDATE payment_link SET withdrawn_at = ? WHERE community_id = ? AND link_id = ? AND withdrawn_at IS NULL"
                                + " AND expires_at > ? AND (NOT single_use OR payments = 0)",
                        now,
                        community.value(),
                        id,
                        now)
                > 0;
    }

    /** Lets go of what the links of somebody who is erased say; they are withdrawn with it. */
    void forget(CommunityId community, MemberId member, Instant now) {
        sql.update(
                "UPDATE payment_link SET memo = 'erased', metadata = '{}', withdrawn_at = coalesce(withdrawn_at, ?)"
                        + " WHERE community_id = ? AND member_id = ?",
                now,
                community.value(),
                member.value());
    }

    private PaymentLink link(ResultSet row, CommunityId community) throws SQLException {
        AccountId account = new AccountId(row.getObject("account_id", UUID.class));
        AccountRef payee = directory
                .byId(community, account)
                .orElseThrow(() -> new IllegalStateException("a payment link names the account " + account));
        long amount = row.getLong("amount");
        Optional<Amount> fixed = row.wasNull() ? Optional.empty() : Optional.of(Amount.ofMinorUnits(amount));
        return new PaymentLink(
                row.getObject("link_id", UUID.class),
                payee,
                fixed,
                row.getString("memo"),
                texts(row.getString("metadata")),
                row.getBoolean("single_use"),
                Sql.instant(row, "expires_at"),
                row.getString("maker"),
                Sql.instant(row, "made_at"),
                Optional.ofNullable(row.getObject("withdrawn_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getLong("payments"),
                Optional.ofNullable(row.getObject("last_trade_id", UUID.class)));
    }

    private static String json(Map<String, String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts by name are plain JSON", e);
        }
    }

    private static Map<String, String> texts(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the metadata of a payment link are unreadable", e);
        }
    }
}
