package org.tallystick.link;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.RequestThread;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.BooksReader;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.trade.RecordWithConsequence;
import org.tallystick.trade.RecordWithConsequence.Occasion;
import org.tallystick.trade.TradeRequest;
import org.tallystick.trade.TradeView;

/**
 * Pays by a link: a trade like any other, that says what the link says. In its transaction the link is noted as paid, and that
 * undoes the trade where the link is not open.
 */
@ApplicationScoped
public class PayByLink {
    private static final String OPERATION = "payment-link";

    private final LookUpPaymentLink lookUp;
    private final RecordWithConsequence recording;
    private final BooksReader books;
    private final Clock clock;

    PayByLink(LookUpPaymentLink lookUp, RecordWithConsequence recording, BooksReader books, Clock clock) {
        this.lookUp = lookUp;
        this.recording = recording;
        this.books = books;
        this.clock = clock;
    }

    private record Payment(TradeRequest trade, Occasion occasion) {}

    /** Fails with the problem that says why nothing was booked. */
    Uni<Answer<TradeView>> pay(Access access, PaymentRequest request, IdempotencyKey key) {
        return RequestThread.onWorker(() -> payment(access, request, Optional.of(key)))
                .chain(payment -> recording.record(access, payment.trade(), key, payment.occasion()));
    }

    /** Decides without booking. */
    Uni<TradeView> preview(Access access, PaymentRequest request, Optional<IdempotencyKey> key) {
        return RequestThread.onWorker(() -> payment(access, request, key))
                .chain(payment -> recording.preview(access, payment.trade(), key, payment.occasion()));
    }

    /** The problem of whoever comes too late. */
    static ProblemException ended(LinkState state) {
        String detail = switch (state) {
            case USED -> "The payment link was paid already, and can be paid once.";
            case WITHDRAWN -> "The payment link was withdrawn.";
            case EXPIRED -> "The payment link has expired.";
            case OPEN -> throw new IllegalArgumentException("an open link has not ended");
        };
        return Problem.of(ProblemType.PAYMENT_LINK_ENDED, detail)
                .with("state", state.text())
                .asException();
    }

    private Payment payment(Access access, PaymentRequest request, Optional<IdempotencyKey> key) {
        FieldErrors errors = new FieldErrors();
        String token = errors.required("token", request.token(), "");
        Optional<AccountAddress> payer = errors.read("payer", request.payer(), AccountAddress::parse);
        if (payer.filter(AccountAddress::isCommunitys).isPresent()) {
            errors.add("payer", "not-a-member", "is one of the community's own accounts; members pay by a link");
        }
        errors.throwIfAny();
        PaymentLink link = lookUp.required(access, token);
        Amount amount = amount(link, request.amount());
        requireOpen(access, link, key);
        Map<String, @Nullable String> metadata = new HashMap<>(link.metadata());
        metadata.put(LinkReader.LINK_IN_METADATA, link.id().toString());
        TradeRequest trade = new TradeRequest(
                payer.orElseThrow().toString(),
                link.payee().address(),
                amount.format(link.payee().currency().scale()),
                null,
                link.memo(),
                null,
                metadata);
        return new Payment(trade, occasion(access.community().id(), link));
    }

    /** The amount that the link asks for; or if it leaves that open, what whoever pays says. */
    private static Amount amount(PaymentLink link, @Nullable String given) {
        FieldErrors errors = new FieldErrors();
        Optional<Amount> said = new LinkReader(errors).amount(given, Optional.of(link.payee()));
        Optional<Amount> fixed = link.amount();
        if (given == null && fixed.isEmpty()) {
            errors.add("amount", "required", "is required, for the link leaves it open");
        }
        if (fixed.isPresent() && said.isPresent() && !said.equals(fixed)) {
            errors.add("amount", "fixed", "is " + link.amountText().orElseThrow() + " by the link; leave it out");
        }
        errors.throwIfAny();
        return fixed.or(() -> said).orElseThrow();
    }

    /** Before the rules, but behind the key: what it bought is answered again, however the link stands. */
    private void requireOpen(Access access, PaymentLink link, Optional<IdempotencyKey> key) {
        LinkState state = link.state(clock.instant());
        if (state != LinkState.OPEN && key.filter(one -> hasBought(access, one)).isEmpty()) {
            throw ended(state);
        }
    }

    private boolean hasBought(Access access, IdempotencyKey key) {
        return books.hasBought(access.community().id(), access.caller().id(), key.value());
    }

    /** What else may have happened since it was looked at is decided here, where nobody else can be between. */
    private Occasion occasion(CommunityId community, PaymentLink link) {
        return new Occasion(List.of(OPERATION, link.id().toString()), (connection, trades) -> {
            BookedTrade trade = trades.get(0);
            if (!LinkUse.pay(connection, community, link.id(), trade.id(), trade.bookedAt())) {
                throw ended(LinkUse.state(connection, community, link.id(), trade.bookedAt()));
            }
        });
    }
}
