package org.tallystick.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.platform.Database;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.web.TextOrNull;

/** Changes the limits that accounts of new members begin with; the accounts that there are keep theirs. */
@ApplicationScoped
public class SetCurrencyDefaults {
    private final CommunityStore store;
    private final Database database;
    private final DefaultRises rises;
    private final Clock clock;

    SetCurrencyDefaults(CommunityStore store, Database database, DefaultRises rises, Clock clock) {
        this.store = store;
        this.database = database;
        this.rises = rises;
        this.clock = clock;
    }

    /** What a client writes: all of it, with {@code null} for no cap. */
    @Schema(name = "CurrencyDefaults")
    public record Body(
            @Nullable String defaultCreditLimit,
            @Nullable TextOrNull defaultBalanceCap,
            @Nullable String reason) {}

    /**
     * @param expectedVersion the version of the community that the administrator has seen; empty: any
     * @throws ProblemException {@code malformed}; {@code not-found}; {@code version-stale}; {@code state-conflict} for a rise that
     *     takes two
     */
    @Transactional
    public Community set(CommunityId id, String code, Body body, OptionalLong expectedVersion, Actor changedBy) {
        CommunityRow row = store.locked(id);
        CurrencyRow currency = store.currenciesOf(id.value()).stream()
                .filter(one -> one.code.equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such currency here."));
        CommunityCurrency before = currency.toCurrency();
        int scale = before.currency().scale();
        FieldErrors errors = new FieldErrors();
        Optional<CreditLimit> limit = errors.read(
                "defaultCreditLimit", body.defaultCreditLimit(), text -> CurrencyBody.readLimit(text, scale));
        Optional<BalanceCap> cap = errors.required("defaultBalanceCap", body.defaultBalanceCap(), new TextOrNull(null))
                .value()
                .flatMap(text ->
                        errors.readIfPresent("defaultBalanceCap", text, given -> CurrencyBody.readCap(given, scale)));
        Optional<Reason> reason = errors.read("reason", body.reason(), Reason::new);
        errors.throwIfAny();
        CommunityVersion.check(row.version, expectedVersion);
        CommunityCurrency after = before.withDefaults(limit.orElseThrow(), cap.orElse(BalanceCap.NONE));
        rises.requireOneMayDecide(id, before, after);
        currency.applyDefaults(after);
        row.version++;
        store.flush();
        Change change =
                Change.of(Subject.CURRENCY, code, changedBy, reason.orElseThrow(), before.toValues(), after.toValues());
        database.with(connection -> {
            ChangeRecords.write(connection, id, clock.instant(), List.of(change));
            return change;
        });
        return store.toCommunity(row);
    }
}
