package org.tallystick.bench.straightforward;

import io.quarkus.hibernate.orm.panache.Panache;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A transaction a request, entities, and row locks. */
@Path("/v1/communities/{community}/trades")
public class TradeResource {
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");

    private final JsonWebToken token;

    TradeResource(JsonWebToken token) {
        this.token = token;
    }

    public record Wish(String payer, String payee, String amount, String description) {}

    public record Line(String account, String amount, String balanceAfter, long entryNo) {}

    public record Done(
            UUID id,
            String payer,
            String payee,
            String amount,
            String currency,
            String description,
            Instant bookedAt,
            LocalDate valueDate,
            List<Line> entries) {}

    @POST
    @PermitAll
    @Blocking
    @Transactional
    public Response record(
            @PathParam("community") String slug, @HeaderParam("Idempotency-Key") String key, Wish wish) {
        if (token.getSubject() == null) {
            throw new NotAuthorizedException("Bearer");
        }
        EntityManager em = Panache.getEntityManager();
        Community community = em.createQuery("FROM Community WHERE slug = ?1", Community.class)
                .setParameter(1, slug)
                .getSingleResult();
        UUID caller = UUID.nameUUIDFromBytes(token.getSubject().getBytes());
        byte[] fingerprint = fingerprint(wish);
        KeyUse earlier = em.find(KeyUse.class, new KeyUse.Id3(community.id, caller, key));
        if (earlier != null) {
            if (!MessageDigest.isEqual(earlier.fingerprint, fingerprint)) {
                throw refused("idempotency-key-reused");
            }
            return Response.status(201).entity(Map.of("id", earlier.tradeIds[0])).build();
        }
        List<Account> locked = em.createQuery(
                        "SELECT a FROM Account a, Member m WHERE m.id = a.memberId AND m.communityId = a.communityId"
                                + " AND a.communityId = ?1 AND m.handle IN (?2, ?3) ORDER BY a.id",
                        Account.class)
                .setParameter(1, community.id)
                .setParameter(2, wish.payer())
                .setParameter(3, wish.payee())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        Map<String, Account> byHandle = new HashMap<>();
        for (Account account : locked) {
            byHandle.put(em.find(Member.class, account.memberId).handle, account);
        }
        Account payer = byHandle.get(wish.payer());
        Account payee = byHandle.get(wish.payee());
        long amount = new BigDecimal(wish.amount()).setScale(2).unscaledValue().longValueExact();
        decide(payer, payee, amount);
        return Response.status(201)
                .entity(book(em, community.id, caller, key, fingerprint, wish, payer, payee, amount))
                .build();
    }

    private static void decide(Account payer, Account payee, long amount) {
        if (amount <= 0) {
            throw refused("amount-not-positive");
        }
        if (payer == null || payee == null) {
            throw refused("unknown-account");
        }
        if (payer.status.equals("closed") || payee.status.equals("closed")) {
            throw refused("account-closed");
        }
        if (payer.status.equals("frozen") || payee.status.equals("frozen")) {
            throw refused("account-frozen");
        }
        if ((payer.status.equals("leaving") && payer.balance < amount)
                || (payee.status.equals("leaving") && payee.balance > -amount)) {
            throw refused("account-leaving");
        }
        if (payer.creditLimit != null && payer.balance - payer.heldOut - amount < -payer.creditLimit) {
            throw refused("credit-limit-exceeded");
        }
        if (payee.balanceCap != null && payee.balance + payee.heldIn + amount > payee.balanceCap) {
            throw refused("balance-cap-exceeded");
        }
    }

    private static Done book(
            EntityManager em,
            UUID community,
            UUID caller,
            String key,
            byte[] fingerprint,
            Wish wish,
            Account payer,
            Account payee,
            long amount) {
        Trade trade = new Trade();
        trade.id = UUID.randomUUID();
        trade.communityId = community;
        trade.currency = payer.currency;
        trade.payerId = payer.id;
        trade.payeeId = payee.id;
        trade.amount = amount;
        trade.description = wish.description();
        trade.bookedAt = latest(Instant.now().truncatedTo(ChronoUnit.MILLIS), payer, payee);
        trade.valueDate = LocalDate.now(ZONE);
        trade.recordedBy = caller;
        trade.payerEntryNo = payer.entryCount + 1;
        trade.payeeEntryNo = payee.entryCount + 1;
        em.persist(trade);
        KeyUse use = new KeyUse();
        use.communityId = community;
        use.callerId = caller;
        use.key = key;
        use.fingerprint = fingerprint;
        use.tradeIds = new UUID[] {trade.id};
        em.persist(use);
        em.flush();
        em.createNativeQuery("WITH moved AS (UPDATE account a SET balance = a.balance + n.amount,"
                        + " entry_count = a.entry_count + 1, last_booked_at = :at"
                        + " FROM (VALUES (:payer, -:amount), (:payee, :amount)) n (account_id, amount)"
                        + " WHERE a.community_id = :community AND a.account_id = n.account_id)"
                        + " INSERT INTO entry VALUES"
                        + " (:community, :payer, :payerNo, :trade, -:amount, :payerAfter, :at),"
                        + " (:community, :payee, :payeeNo, :trade, :amount, :payeeAfter, :at)")
                .setParameter("community", community)
                .setParameter("payer", payer.id)
                .setParameter("payee", payee.id)
                .setParameter("trade", trade.id)
                .setParameter("amount", amount)
                .setParameter("at", trade.bookedAt)
                .setParameter("payerNo", payer.entryCount + 1)
                .setParameter("payeeNo", payee.entryCount + 1)
                .setParameter("payerAfter", payer.balance - amount)
                .setParameter("payeeAfter", payee.balance + amount)
                .executeUpdate();
        return new Done(
                trade.id,
                wish.payer(),
                wish.payee(),
                text(amount),
                trade.currency,
                wish.description(),
                trade.bookedAt,
                trade.valueDate,
                List.of(
                        new Line(wish.payer(), text(-amount), text(payer.balance - amount), payer.entryCount + 1),
                        new Line(wish.payee(), text(amount), text(payee.balance + amount), payee.entryCount + 1)));
    }

    private static Instant latest(Instant now, Account... accounts) {
        Instant latest = now;
        for (Account account : accounts) {
            Instant last = Objects.requireNonNullElse(account.lastBookedAt, Instant.EPOCH);
            latest = last.isAfter(latest) ? last : latest;
        }
        return latest;
    }

    private static String text(long amount) {
        return BigDecimal.valueOf(amount, 2).toPlainString();
    }

    private static byte[] fingerprint(Wish wish) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(wish.toString().getBytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClientErrorException refused(String code) {
        return new ClientErrorException(code, 422);
    }
}
