package org.tallystick.proposal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.Directory;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.trade.Metadata;
import org.tallystick.web.Dates;

/** Reads the fields of a request for a proposal; of the time of day and of rights it knows nothing. */
final class ProposalReader {
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int LONGEST_NOTE = 2_000;
    private static final int LONGEST_LINE = 200;
    private static final Pattern CATEGORY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Directory directory;
    private final CommunityId community;
    private final FieldErrors errors = new FieldErrors();

    ProposalReader(Directory directory, CommunityId community) {
        this.directory = directory;
        this.community = community;
    }

    /** @throws ProblemException 400 naming every field at fault */
    ParsedProposal read(ProposalBody body) {
        Optional<ProposalKind> kind = errors.read("kind", body.kind(), ProposalKind::read);
        ProposalSides sides = new ProposalSides(errors);
        List<ProposalSides.Asked> asked = sides.read(body);
        Optional<Currency> currency = currency(asked);
        int scale = currency.map(Currency::scale).orElse(Currency.LARGEST_SCALE);
        Optional<Amount> amount = errors.readIfPresent("amount", body.amount(), text -> Amount.parse(text, scale));
        List<ParsedProposal.Named> parties = sides.shared(asked, amount, scale);
        Wording wording = wording(body, scale);
        Optional<Instant> expiresAt = errors.readIfPresent("expiresAt", body.expiresAt(), ProposalReader::instant);
        List<Instalment> schedule = new ScheduleReader(errors).read(body.instalments(), scale);
        boolean hold = Boolean.TRUE.equals(body.hold());
        if (hold && (kind.filter(ProposalKind.OFFER::equals).isEmpty() || parties.size() > 2)) {
            errors.add("hold", "malformed", "is for an offer between two");
        }
        errors.throwIfAny();
        ParsedProposal parsed = new ParsedProposal(
                kind.orElseThrow(),
                parties,
                currency.orElseThrow(),
                total(parties),
                wording,
                expiresAt,
                hold,
                schedule);
        requireWhole(parsed, scale);
        ScheduleReader.requireFits(parsed, scale);
        return parsed;
    }

    private static Amount total(List<ParsedProposal.Named> parties) {
        return parties.stream()
                .filter(party -> party.side() == Side.PAYER)
                .map(ParsedProposal.Named::share)
                .reduce(Amount.ZERO, Amount::plus);
    }

    private Wording wording(ProposalBody body, int scale) {
        Optional<String> description =
                errors.read("description", body.description(), text -> Text.read(text, LONGEST_DESCRIPTION));
        Optional<String> note = errors.readIfPresent("note", body.note(), text -> Text.read(text, LONGEST_NOTE));
        Optional<String> category = errors.readIfPresent("category", body.category(), ProposalReader::category);
        Optional<LocalDate> dueDate = errors.readIfPresent("dueDate", body.dueDate(), Dates::read);
        Map<String, String> metadata = Metadata.read("metadata", body.metadata(), errors);
        return new Wording(description.orElse(""), note, category, lines(body.lines(), scale), metadata, dueDate);
    }

    private List<ProposalLine> lines(@Nullable List<ProposalBody.@Nullable LineBody> given, int scale) {
        List<ProposalLine> lines = new ArrayList<>();
        if (given == null) {
            return lines;
        }
        if (given.size() > ProposalLine.MOST) {
            errors.add("lines", "too-many", "are " + given.size() + "; at most " + ProposalLine.MOST + " fit");
            return lines;
        }
        for (int i = 0; i < given.size(); i++) {
            ProposalBody.LineBody line = given.get(i);
            String path = "lines[" + i + "]";
            if (line == null) {
                errors.add(path, "required", "is required");
                continue;
            }
            Optional<String> description =
                    errors.read(path + ".description", line.description(), text -> Text.read(text, LONGEST_LINE));
            Optional<BigDecimal> quantity =
                    errors.read(path + ".quantity", line.quantity(), ProposalLine::readQuantity);
            Optional<BigDecimal> price = errors.read(path + ".unitPrice", line.unitPrice(), ProposalLine::readPrice);
            if (description.isPresent() && quantity.isPresent() && price.isPresent()) {
                ProposalLine read = new ProposalLine(description.get(), quantity.get(), price.get());
                if (!read.isBounded(scale)) {
                    errors.add(path, "out-of-bounds", "comes to more than can be booked");
                }
                lines.add(read);
            }
        }
        return lines;
    }

    private static String category(String text) {
        if (!CATEGORY.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a code of small letters, digits and hyphens");
        }
        return text;
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an instant such as 2026-03-01T09:30:00Z", e);
        }
    }

    /** All are in the currency of the first. */
    private Optional<Currency> currency(List<ProposalSides.Asked> asked) {
        Optional<Currency> first = Optional.empty();
        for (ProposalSides.Asked party : asked) {
            if (party.address().isPresent()) {
                AccountAddress address = party.address().get();
                Optional<Currency> currency = directory.currency(community, address.currency());
                if (currency.isEmpty()) {
                    errors.add(party.field(), "unknown-currency", "names a currency that this community has not");
                } else if (first.isEmpty()) {
                    first = currency;
                } else if (!first.get().code().equals(currency.get().code())) {
                    throw Problem.ofField(
                                    ProblemType.CURRENCY_MISMATCH,
                                    party.field(),
                                    "currency-mismatch",
                                    "is an account in " + currency.get().code() + ", another is in "
                                            + first.get().code() + "; nothing converts")
                            .asException();
                }
            }
        }
        return first;
    }

    /** What is paid is what is received, and what the lines come to. */
    private static void requireWhole(ParsedProposal parsed, int scale) {
        Amount amount = parsed.amount();
        if (parsed.parties().stream().anyMatch(party -> !party.share().isPositive())) {
            throw Problem.ofField(
                            ProblemType.AMOUNT_NOT_POSITIVE, "amount", "amount-not-positive", "must be more than zero")
                    .asException();
        }
        if (amount.isMoreThan(Amount.LARGEST)) {
            throw ProblemException.of(ProblemType.AMOUNT_OVERFLOW, "The amount is larger than can be booked.");
        }
        BigDecimal sum = parsed.wording().lines().stream()
                .map(line -> line.total(scale))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!parsed.wording().lines().isEmpty() && sum.compareTo(BigDecimal.valueOf(amount.minorUnits())) != 0) {
            throw Problem.ofField(
                            ProblemType.MALFORMED,
                            "lines",
                            "wrong-sum",
                            "come to " + sum.movePointLeft(scale).toPlainString() + ", not to the amount of "
                                    + amount.format(scale))
                    .asException();
        }
    }
}
