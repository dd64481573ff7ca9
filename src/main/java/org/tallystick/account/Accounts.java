package org.tallystick.account;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/** Reads accounts, as far as the caller may see them. Waits for the database where it says nothing else. */
@ApplicationScoped
public class Accounts {
    private final Directory directory;
    private final AccountStates states;

    Accounts(Directory directory, AccountStates states) {
        this.directory = directory;
        this.states = states;
    }

    /**
     * An account, without waiting on the calling thread. Fails with a {@link ProblemException} {@code not-found} if there is
     * no such account, or the caller may see nothing of it.
     */
    public Uni<VisibleAccount> read(Access access, String address) {
        AccountAddress parsed = parse(address);
        return directory
                .findAllAsync(access.community().id(), List.of(parsed))
                .map(found -> Optional.ofNullable(found.get(parsed)).orElseThrow(() -> notFound(address)))
                .chain(ref -> states.read(ref)
                        .map(state ->
                                state.flatMap(known -> see(access, ref, known)).orElseThrow(() -> notFound(address))));
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
        return directory.find(community, parse(address)).orElseThrow(() -> notFound(address));
    }

    private static AccountAddress parse(String address) {
        try {
            return AccountAddress.parse(address);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.NOT_FOUND, e.getMessage() + ".");
        }
    }

    /** An account in full, for one who has just been allowed to change it. */
    AccountView inFull(AccountRef ref) {
        AccountState state = Optional.ofNullable(
                        states.read(ref.community(), List.of(ref.id())).get(ref.id()))
                .orElseThrow();
        return AccountView.of(ref, state.account(), state.limitsVersion());
    }

    private List<VisibleAccount> visible(Access access, List<AccountRef> refs) {
        Map<AccountId, AccountState> found = states.read(
                access.community().id(), refs.stream().map(AccountRef::id).toList());
        List<VisibleAccount> seen = new ArrayList<>();
        for (AccountRef ref : refs) {
            Optional.ofNullable(found.get(ref.id()))
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

    static ProblemException notFound(String address) {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no account " + shown(address) + " here.");
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
