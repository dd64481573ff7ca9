package org.tallystick.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Ids;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Makes a link by which a member is paid. */
@ApplicationScoped
public class MakePaymentLink {
    /** Whoever needs more withdraws some, or has them paid once and for all. */
    private static final int MOST_OPEN = 1_000;

    private final Directory directory;
    private final PaymentLinks links;
    private final AccessChanges changes;
    private final Clock clock;

    MakePaymentLink(Directory directory, PaymentLinks links, AccessChanges changes, Clock clock) {
        this.directory = directory;
        this.links = links;
        this.changes = changes;
        this.clock = clock;
    }

    /** What a request says, and who is paid. */
    private record Read(PaymentLink link, MemberId member, Optional<Reason> reason) {}

    /**
     * @throws ProblemException {@code forbidden}, {@code malformed}, {@code amount-not-positive}, {@code unknown-account};
     *     {@code state-conflict} for a member with too many open links
     */
    @Transactional
    PaymentLink make(Access access, LinkRequest request) {
        Instant now = clock.instant();
        Read read = read(access, request, now);
        if (links.open(access.community().id(), read.member(), now, MOST_OPEN) == MOST_OPEN) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "The member has " + MOST_OPEN + " open payment links; withdraw some of them first.");
        }
        links.add(access.community().id(), access.caller().id(), read.link());
        read.reason()
                .ifPresent(reason -> changes.record(
                        access.community().id(),
                        Subject.PAYMENT_LINK,
                        read.link().id().toString(),
                        access.caller().actor(),
                        reason,
                        null,
                        values(read.link()),
                        Optional.of(read.member())));
        return read.link();
    }

    private Read read(Access access, LinkRequest request, Instant now) {
        FieldErrors errors = new FieldErrors();
        Optional<AccountAddress> address = errors.read("payee", request.payee(), AccountAddress::parse);
        Optional<AccountRef> payee =
                address.flatMap(one -> directory.find(access.community().id(), one));
        address.ifPresent(any -> access.require(Permission.MANAGE_PAYMENT_LINKS, payee.flatMap(AccountRef::member)));
        if (address.filter(AccountAddress::isCommunitys).isPresent()) {
            errors.add("payee", "not-a-member", "is one of the community's own accounts; a link pays a member");
        }
        LinkReader reader = new LinkReader(errors);
        Optional<Amount> amount = reader.amount(request.amount(), payee);
        Optional<String> memo = reader.memo(request.memo());
        Map<String, String> metadata = reader.metadata(request.metadata());
        Optional<Instant> expiry = reader.expiry(request.expiresAt(), now);
        Optional<Reason> reason = payee.flatMap(AccountRef::member)
                        .filter(member -> byOffice(access, member))
                        .isPresent()
                ? Optional.of(Reason.read(errors, request.reason()))
                : Optional.empty();
        errors.throwIfAny();
        amount.ifPresent(LinkReader::requirePositive);
        AccountRef account = payee.orElseThrow(() ->
                ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account " + address.orElseThrow() + "."));
        PaymentLink link = new PaymentLink(
                Ids.next(),
                account,
                amount,
                memo.orElseThrow(),
                metadata,
                Boolean.TRUE.equals(request.singleUse()),
                expiry.orElseThrow(),
                access.caller().name(),
                now,
                Optional.empty(),
                0,
                Optional.empty());
        return new Read(link, account.member().orElseThrow(), reason);
    }

    /** Whether a person acts for a member that is not their own. */
    static boolean byOffice(Access access, MemberId member) {
        return access.caller().isUser() && !access.actsFor(member);
    }

    private static Map<String, Object> values(PaymentLink link) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("status", LinkState.OPEN.text());
        link.amountText().ifPresent(amount -> values.put("amount", amount));
        values.put("currency", link.payee().currency().code().value());
        values.put("expiresAt", link.expiresAt().toString());
        values.put("singleUse", link.singleUse());
        return values;
    }
}
