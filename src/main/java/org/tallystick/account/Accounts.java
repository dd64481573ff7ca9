package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/** Reads accounts, as far as the caller may see them. Waits for the database. */
@ApplicationScoped
public class Accounts {
    private final Directory directory;
    private final Database database;

    Accounts(Directory directory, Database database) {
        this.directory = directory;
        this.database = database;
    }

    /** @throws ProblemException {@code not-found} if there is no such account, or the caller may see nothing of it */
    public VisibleAccount read(Access access, String address) {
        AccountRef ref = find(access.community().id(), address);
        return visible(access, List.of(ref)).stream().findFirst().orElseThrow(() -> notFound(address));
    }

    /**
     * The accounts of a member that the caller may see, in the order of the currencies.
     *
     * @throws ProblemException {@code not-found} if there is no such member; one who is there, but shows nothing, has none
     */
    public List<VisibleAccount> ofMember(Access access, String handle) {
        List<AccountRef> refs = directory.ofMember(access.community().id(), handle);
        if (refs.isEmpty()) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is no member " + shown(handle) + " here.");
        }
        return visible(access, refs);
    }

    /** @throws ProblemException {@code not-found} */
    AccountRef find(CommunityId community, String address) {
        AccountAddress parsed;
        try {
            parsed = AccountAddress.parse(address);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.NOT_FOUND, e.getMessage() + ".");
        }
        return directory.find(community, parsed).orElseThrow(() -> notFound(address));
    }

    /** An account in full, for one who has just been allowed to change it. */
    AccountView inFull(AccountRef ref) {
        AccountState state = Optional.ofNullable(
                        states(ref.community(), List.of(ref)).get(ref.id()))
                .orElseThrow();
        return AccountView.of(ref, state.account(), state.limitsVersion());
    }

    private List<VisibleAccount> visible(Access access, List<AccountRef> refs) {
        Map<AccountId, AccountState> states = states(access.community().id(), refs);
        List<VisibleAccount> seen = new ArrayList<>();
        for (AccountRef ref : refs) {
            Optional.ofNullable(states.get(ref.id()))
                    .flatMap(state -> see(access, ref, state))
                    .ifPresent(seen::add);
        }
        return seen;
    }

    private static Optional<VisibleAccount> see(Access access, AccountRef ref, AccountState state) {
        return switch (Visibility.of(access, ref)) {
            case FULL -> Optional.of(AccountView.of(ref, state.account(), state.limitsVersion()));
            case BALANCE -> Optional.of(BalanceView.of(ref, state.account()));
            case NONE -> Optional.empty();
        };
    }

    private Map<AccountId, AccountState> states(CommunityId community, Collection<AccountRef> refs) {
        List<AccountId> ids = refs.stream().map(AccountRef::id).toList();
        return database.with(connection -> AccountState.read(connection, community, ids));
    }

    static ProblemException notFound(String address) {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no account " + shown(address) + " here.");
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
