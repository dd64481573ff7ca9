package org.tallystick.member;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;
import org.tallystick.web.TextOrNull;

/**
 * Someone to be enrolled, as a client or a file has it; {@link #read} makes sense of it.
 *
 * @param joined a local date; absent: today
 * @param creditLimit in the default currency; absent: the currency's default
 * @param balanceCap in the default currency; absent: the currency's default, {@code null}: none
 */
@Schema(name = "NewMember")
public record MemberBody(
        @Nullable String handle,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String email,
        @Nullable String joined,
        @Nullable String creditLimit,
        @Nullable TextOrNull balanceCap) {

    /**
     * Everything that is wrong is noted in {@code errors}; empty if anything here is.
     *
     * @param currency the community's default one
     */
    public Optional<NewMember> read(Currency currency, FieldErrors errors) {
        int errorsBefore = errors.list().size();
        Optional<Handle> readHandle = errors.read("handle", handle, Handle::new);
        Optional<String> readName = errors.read("name", name, text -> Text.read(text, NewMember.LONGEST_NAME));
        Optional<MemberKind> readKind = errors.read("kind", kind, MemberKind::read);
        Optional<EmailAddress> readEmail = errors.readIfPresent("email", email, EmailAddress::new);
        Optional<LocalDate> readJoined = errors.readIfPresent("joined", joined, MemberBody::readDate);
        Optional<CreditLimit> limit =
                errors.readIfPresent("creditLimit", creditLimit, text -> CreditLimit.of(notNegative(text, currency)));
        Optional<BalanceCap> cap = readCap(currency, errors);
        return errors.list().size() == errorsBefore
                ? Optional.of(new NewMember(
                        readHandle.orElseThrow(),
                        readName.orElseThrow(),
                        readKind.orElseThrow(),
                        readEmail,
                        readJoined,
                        limit,
                        cap))
                : Optional.empty();
    }

    private Optional<BalanceCap> readCap(Currency currency, FieldErrors errors) {
        if (balanceCap == null) {
            return Optional.empty();
        }
        if (balanceCap.value().isEmpty()) {
            return Optional.of(BalanceCap.NONE);
        }
        return errors.readIfPresent(
                "balanceCap", balanceCap.text(), text -> BalanceCap.of(notNegative(text, currency)));
    }

    private static Amount notNegative(String text, Currency currency) {
        Amount amount = Amount.parse(text, currency.scale());
        if (amount.isNegative()) {
            throw new IllegalArgumentException("is 0 or more");
        }
        return amount;
    }

    private static LocalDate readDate(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1900 || date.getYear() > 2200) {
                throw new IllegalArgumentException("lies too far from today");
            }
            return date;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date, as 2024-03-31", e);
        }
    }
}
