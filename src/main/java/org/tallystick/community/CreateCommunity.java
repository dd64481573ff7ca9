package org.tallystick.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.posting.OpenAccounts;
import org.tallystick.posting.OpenAccounts.NewAccount;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Makes a community with its currencies and its own accounts, in the caller's transaction if there is one. */
@ApplicationScoped
public class CreateCommunity {
    private static final Reason REASON = new Reason("the community is made");

    private final CommunityStore store;
    private final Database database;
    private final Clock clock;

    CreateCommunity(CommunityStore store, Database database, Clock clock) {
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param createdBy the operator
     * @throws ProblemException {@code already-exists} naming {@code slug}
     */
    @Transactional
    public Community create(NewCommunity community, Actor createdBy) {
        Instant now = clock.instant();
        CommunityRow row = new CommunityRow(Ids.next(), community, now);
        insert(row);
        List<NewAccount> accounts = new ArrayList<>();
        for (int i = 0; i < community.currencies().size(); i++) {
            CommunityCurrency currency = community.currencies().get(i);
            store.add(new CurrencyRow(row.id, i, currency));
            accounts.addAll(CommunityAccounts.of(currency.currency()));
        }
        store.flush();
        CommunityId id = new CommunityId(row.id);
        Community made = store.toCommunity(row);
        database.with(connection -> {
            OpenAccounts.open(connection, id, accounts);
            ChangeRecords.write(connection, id, now, List.of(record(made, createdBy)));
            return made;
        });
        return made;
    }

    private void insert(CommunityRow row) {
        if (store.bySlug(row.slug).isPresent()) {
            throw taken(row.slug);
        }
        try {
            store.persistAndFlush(row);
        } catch (ConstraintViolationException e) {
            // Two made it at the same moment: the unique index lets one through.
            throw taken(row.slug);
        }
    }

    private static ProblemException taken(String slug) {
        return Problem.ofField(ProblemType.ALREADY_EXISTS, "slug", "taken", "\"" + slug + "\" is another community's")
                .asException();
    }

    private static Change record(Community made, Actor createdBy) {
        Map<String, @Nullable Object> after = new LinkedHashMap<>();
        after.put("slug", made.slug());
        after.putAll(made.toValues());
        after.put(
                "currencies",
                made.currencies().stream().map(CommunityCurrency::toValues).toList());
        return Change.made(Subject.COMMUNITY, made.id().value().toString(), createdBy, REASON, after);
    }
}
