package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.PreviewView.Bucket;
import org.tallystick.credit.PreviewView.Line;
import org.tallystick.credit.PreviewView.Movement;
import org.tallystick.credit.PreviewView.Totals;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.member.Handle;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** Shows over all members what a policy would do, and writes nothing. Notice is left out of it: it shows what comes in the end. */
@ApplicationScoped
class PreviewPolicy {
    private static final int BUCKETS = 10;

    private final EvaluatePolicy evaluatePolicy;

    PreviewPolicy(EvaluatePolicy evaluatePolicy) {
        this.evaluatePolicy = evaluatePolicy;
    }

    /** An account before and after. */
    private record Move(Standing standing, Band after, boolean countable) {
        static Move of(Verdict verdict) {
            Standing standing = verdict.standing();
            Band after = standing.individual()
                    ? standing.band()
                    : verdict.found().map(Verdict.Found::band).orElse(standing.band());
            return new Move(
                    standing, after, standing.individual() || verdict.found().isPresent());
        }

        Band before() {
            return standing.band();
        }

        int limitChange() {
            return Long.compare(
                    after.creditLimit().minorUnits(), before().creditLimit().minorUnits());
        }

        int capChange() {
            return Long.compare(
                    after.balanceCap().minorUnits(), before().balanceCap().minorUnits());
        }
    }

    /**
     * @param cursor from the page before
     * @throws ProblemException {@code malformed}
     */
    PreviewView preview(
            PolicyPlace place, Rules rules, LocalDate from, @Nullable String cursor, @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<Handle> after = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, Handle::new));
        errors.throwIfAny();
        LocalDate asOf = from.isAfter(place.today()) ? from : place.today();
        List<Move> moves = evaluatePolicy.evaluate(place, rules, asOf, Optional.empty()).stream()
                .map(Move::of)
                .toList();
        int scale = place.currency().scale();
        List<Move> page = moves.stream()
                .filter(move -> after.isEmpty()
                        || move.standing().handle().compareTo(after.get().value()) > 0)
                .limit(size + 1L)
                .toList();
        return new PreviewView(
                asOf,
                totals(moves, scale),
                distribution(moves, scale),
                page.stream().limit(size).map(move -> line(move, scale)).toList(),
                page.size() > size ? Cursor.of(page.get(size - 1).standing().handle()) : null);
    }

    private static Line line(Move move, int scale) {
        int change = move.limitChange();
        return new Line(
                move.standing().handle(),
                move.standing().balance().format(scale),
                text(move.before().creditLimit(), scale),
                text(move.after().creditLimit(), scale),
                change > 0 ? "rises" : change < 0 ? "falls" : "stays",
                text(move.before().balanceCap(), scale),
                text(move.after().balanceCap(), scale),
                move.standing().individual(),
                move.standing().isOutside(move.after()));
    }

    private static Totals totals(List<Move> moves, int scale) {
        return new Totals(
                moves.size(),
                movement(moves, Move::limitChange),
                movement(moves, Move::capChange),
                (int) moves.stream()
                        .filter(move -> move.standing().individual())
                        .count(),
                (int) moves.stream().filter(move -> !move.countable()).count(),
                (int) moves.stream()
                        .filter(move -> move.standing().isOutside(move.after()))
                        .count(),
                (int) moves.stream()
                        .filter(move -> move.standing().isOutside(move.before()))
                        .count(),
                sum(moves.stream().map(Move::before), scale),
                sum(moves.stream().map(Move::after), scale));
    }

    private static Movement movement(List<Move> moves, ToLongFunction<Move> change) {
        int rises = 0;
        int falls = 0;
        for (Move move : moves) {
            long sign = change.applyAsLong(move);
            rises += sign > 0 ? 1 : 0;
            falls += sign < 0 ? 1 : 0;
        }
        return new Movement(rises, falls, moves.size() - rises - falls);
    }

    /** More than an amount can be: the sum of very many limits. */
    private static String sum(Stream<Band> bands, int scale) {
        return bands.map(band -> BigDecimal.valueOf(band.creditLimit().minorUnits(), scale))
                .reduce(BigDecimal.valueOf(0, scale), BigDecimal::add)
                .toPlainString();
    }

    /** Of equal width, from zero to the highest limit there is before or after. */
    private static List<Bucket> distribution(List<Move> moves, int scale) {
        long highest = moves.stream()
                .mapToLong(move -> Math.max(
                        move.before().creditLimit().minorUnits(),
                        move.after().creditLimit().minorUnits()))
                .max()
                .orElse(0);
        long width = Math.max(1, (highest + BUCKETS - 1) / BUCKETS);
        int[][] counts = new int[BUCKETS][2];
        for (Move move : moves) {
            counts[bucket(move.before().creditLimit(), width)][0]++;
            counts[bucket(move.after().creditLimit(), width)][1]++;
        }
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            if (i == 0 || i * width < highest) {
                buckets.add(new Bucket(
                        Amount.ofMinorUnits(i * width).format(scale),
                        Amount.ofMinorUnits((i + 1) * width).format(scale),
                        counts[i][0],
                        counts[i][1]));
            }
        }
        return buckets;
    }

    private static int bucket(CreditLimit limit, long width) {
        return (int) (Math.max(0, limit.minorUnits() - 1) / width);
    }

    private static String text(CreditLimit limit, int scale) {
        return Amount.ofMinorUnits(limit.minorUnits()).format(scale);
    }

    private static @Nullable String text(BalanceCap cap, int scale) {
        return cap.isUncapped() ? null : Amount.ofMinorUnits(cap.minorUnits()).format(scale);
    }
}
