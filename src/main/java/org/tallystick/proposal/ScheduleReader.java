package org.tallystick.proposal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.web.Dates;

/** Reads the schedule of a proposal. */
final class ScheduleReader {
    static final int FEWEST = 2;
    static final int MOST = 60;
    private static final int MOST_YEARS = 10;
    private static final String FIELD = "instalments";

    private final FieldErrors errors;

    ScheduleReader(FieldErrors errors) {
        this.errors = errors;
    }

    /** Empty where none is given; what is wrong is noted among the errors. */
    List<Instalment> read(@Nullable List<ProposalBody.@Nullable InstalmentBody> given, int scale) {
        List<Instalment> schedule = new ArrayList<>();
        if (given == null) {
            return schedule;
        }
        if (given.size() < FEWEST || given.size() > MOST) {
            errors.add(FIELD, "out-of-bounds", "are " + given.size() + "; they are " + FEWEST + " to " + MOST);
            return schedule;
        }
        for (int i = 0; i < given.size(); i++) {
            ProposalBody.InstalmentBody one = given.get(i);
            String path = FIELD + "[" + i + "]";
            if (one == null) {
                errors.add(path, "required", "is required");
                continue;
            }
            Optional<LocalDate> dueDate = errors.read(path + ".dueDate", one.dueDate(), Dates::read);
            Optional<Amount> amount = errors.read(path + ".amount", one.amount(), text -> positive(text, scale));
            if (dueDate.isPresent() && amount.isPresent()) {
                boolean rises = schedule.isEmpty()
                        || dueDate.get()
                                .isAfter(schedule.get(schedule.size() - 1).dueDate());
                if (!rises) {
                    errors.add(path + ".dueDate", "out-of-bounds", "must be after that of the instalment before");
                }
                schedule.add(Instalment.proposed(i + 1, dueDate.get(), amount.get()));
            }
        }
        return schedule;
    }

    private static Amount positive(String text, int scale) {
        Amount amount = Amount.parse(text, scale);
        if (!amount.isPositive() || amount.isMoreThan(Amount.LARGEST)) {
            throw new IllegalArgumentException("must be more than zero, and no more than can be booked");
        }
        return amount;
    }

    /**
     * What else is asked of a proposal with a schedule.
     *
     * @throws ProblemException {@code malformed}
     */
    static void requireFits(ParsedProposal parsed, int scale) {
        if (parsed.schedule().isEmpty()) {
            return;
        }
        FieldErrors errors = new FieldErrors();
        if (parsed.parties().size() > 2) {
            errors.add(FIELD, "malformed", "are for a proposal between two");
        }
        if (parsed.hold()) {
            errors.add("hold", "malformed", "stands beside instalments; what is paid later is not set aside now");
        }
        long sum = parsed.schedule().stream()
                .mapToLong(one -> one.amount().minorUnits())
                .reduce(0, ScheduleReader::bounded);
        if (sum != parsed.amount().minorUnits()) {
            errors.add(
                    FIELD,
                    "wrong-sum",
                    "come to " + Amount.ofMinorUnits(sum).format(scale) + ", not to the amount of "
                            + parsed.amount().format(scale));
        }
        errors.throwIfAny();
    }

    private static long bounded(long sum, long more) {
        if (sum > Amount.LARGEST.minorUnits()) {
            throw ProblemException.of(ProblemType.AMOUNT_OVERFLOW, "The instalments are more than can be booked.");
        }
        return sum + more;
    }

    /** @throws ProblemException {@code malformed} for a day that is over, or too far away */
    static void requireInTime(List<Instalment> schedule, LocalDate today) {
        for (Instalment one : schedule) {
            if (one.dueDate().isBefore(today) || one.dueDate().isAfter(today.plusYears(MOST_YEARS))) {
                throw Problem.ofField(
                                ProblemType.MALFORMED,
                                FIELD + "[" + (one.number() - 1) + "].dueDate",
                                "out-of-bounds",
                                "must lie between today and " + MOST_YEARS + " years from now")
                        .asException();
            }
        }
    }
}
