package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.ChangeRecords;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccountUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Sets the limits of several accounts in one unit of the posting, with a change record for each. */
@ApplicationScoped
class SetListedLimits {
    private static final int MOST_ATTEMPTS = 5;

    private final LimitSetters setters;
    private final ChangeAccounts changeAccounts;
    private final AccountStates states;
    private final LimitRises rises;
    private final Clock clock;

    SetListedLimits(
            LimitSetters setters, ChangeAccounts changeAccounts, AccountStates states, LimitRises rises, Clock clock) {
        this.setters = setters;
        this.changeAccounts = changeAccounts;
        this.states = states;
        this.rises = rises;
        this.clock = clock;
    }

    /** A row, and the change of its account. */
    private record Asked(LimitsRow row, AccountUnit.Change change) {}

    /**
     * All of them or none.
     *
     * @return how many had other limits before
     * @throws ProblemException {@code forbidden} where rights were taken meanwhile; {@code version-stale} where others set
     *     these limits all the time
     */
    long set(Access access, List<LimitsRow> rows) {
        for (int attempt = 1; ; attempt++) {
            List<Asked> asked = asked(access.community().id(), rows);
            if (asked.isEmpty()) {
                return 0;
            }
            try {
                changeAccounts.change(access, Permission.SET_LIMITS, present -> {
                    asked.forEach(one -> setters.require(present, one.row().account()));
                    return unit(present, asked);
                });
                return asked.size();
            } catch (ProblemException e) {
                // Somebody set one of them since it was read, and what is empty in the file shall stay as that is.
                if (e.problem().type() != ProblemType.VERSION_STALE || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private List<Asked> asked(CommunityId community, List<LimitsRow> rows) {
        Map<AccountId, AccountState> present = states.read(
                community, rows.stream().map(row -> row.account().id()).toList());
        List<Asked> asked = new ArrayList<>();
        for (LimitsRow row : rows) {
            AccountId id = row.account().id();
            AccountState state = Objects.requireNonNull(present.get(id));
            Optional<AccountUnit.Limits> wanted = row.differingFrom(state.account());
            wanted.ifPresent(limits -> asked.add(
                    new Asked(row, AccountUnit.Change.ofLimits(id, limits, OptionalLong.of(state.limitsVersion())))));
        }
        return asked;
    }

    private AccountUnit unit(Access access, List<Asked> asked) {
        CommunityId community = access.community().id();
        UUID changeId = Ids.next();
        return new AccountUnit(
                community,
                access.version(),
                changeId,
                asked.stream().map(Asked::change).toList(),
                (connection, before, after) -> {
                    Instant now = clock.instant();
                    boolean mayTakeTwo = rises.any(community);
                    Actor setBy = access.caller().actor();
                    List<LimitOrigin> origins = new ArrayList<>();
                    List<Change> records = new ArrayList<>();
                    for (int i = 0; i < asked.size(); i++) {
                        LimitsRow row = asked.get(i).row();
                        AccountUnit.Limits limits =
                                asked.get(i).change().limits().orElseThrow();
                        if (mayTakeTwo && rises.takeTwo(row.account(), before.get(i), limits)) {
                            throw ProblemException.of(
                                    ProblemType.STATE_CONFLICT,
                                    "The limits of " + row.account().address()
                                            + " were changed at this moment; send the file again.");
                        }
                        Change record = SetLimits.record(
                                row.account(), setBy, row.reason(), before.get(i), after.get(i), Optional.empty());
                        origins.add(LimitOrigin.individual(row.account().id(), setBy, row.reason(), Optional.empty()));
                        records.add(i == 0 ? record.withId(changeId) : record);
                    }
                    ChangeRecords.write(connection, community, now, records);
                    LimitOrigins.write(connection, community, origins);
                });
    }
}
