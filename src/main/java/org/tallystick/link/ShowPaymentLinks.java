package org.tallystick.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.platform.Ids;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** Reads payment links, as far as the caller may see them. Waits for the database. */
@ApplicationScoped
public class ShowPaymentLinks {
    private final PaymentLinks links;
    private final LinkTokens tokens;
    private final PaymentPage page;
    private final Directory directory;
    private final Clock clock;

    ShowPaymentLinks(PaymentLinks links, LinkTokens tokens, PaymentPage page, Directory directory, Clock clock) {
        this.links = links;
        this.tokens = tokens;
        this.page = page;
        this.directory = directory;
        this.clock = clock;
    }

    /** Some links, and where the next begin. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PaymentLinks")
    public record Page(
            List<PaymentLinkView> links, @Nullable String nextCursor) {}

    /** @throws ProblemException {@code not-found}, also for one that the caller may not see */
    PaymentLink required(Access access, UUID id) {
        return links.find(access.community().id(), id)
                .filter(link ->
                        access.may(Permission.SEE_PAYMENT_LINKS, link.payee().member()))
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such payment link here."));
    }

    PaymentLinkView view(Access access, PaymentLink link) {
        String token = tokens.of(access.community().slug(), link);
        return PaymentLinkView.of(link, clock.instant(), token, page.link(token).orElse(null));
    }

    /** What the QR code of a link holds. */
    String scanned(Access access, UUID id) {
        return page.scanned(tokens.of(access.community().slug(), required(access, id)));
    }

    /**
     * The newest first.
     *
     * @param account the address of the account that is paid; null: all that the caller may see
     * @throws ProblemException {@code malformed}; {@code not-found} for an account that the caller may not see
     */
    Page list(Access access, @Nullable String account, @Nullable String cursor, @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        Optional<AccountRef> one = Optional.ofNullable(account).map(address -> account(access, address));
        List<PaymentLink> found = links.page(
                access.community().id(),
                one.flatMap(AccountRef::member)
                        .<Collection<MemberId>>map(List::of)
                        .or(() -> visible(access)),
                one.map(AccountRef::id),
                before.orElse(Ids.LAST),
                size + 1);
        return new Page(
                found.stream().limit(size).map(link -> view(access, link)).toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).id().toString()) : null);
    }

    private static Optional<Collection<MemberId>> visible(Access access) {
        return access.everywhere(Permission.SEE_PAYMENT_LINKS)
                ? Optional.empty()
                : Optional.of(access.members(Permission.SEE_PAYMENT_LINKS));
    }

    private AccountRef account(Access access, String address) {
        return AccountAddress.find(address)
                .flatMap(one -> directory.find(access.community().id(), one))
                .filter(one -> access.may(Permission.SEE_PAYMENT_LINKS, one.member()))
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such account here."));
    }
}
