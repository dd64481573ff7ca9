package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** Reads which proposals are asked for, and refuses accounts that the caller may not look into. */
@ApplicationScoped
class ProposalQueryReader {
    private static final int LONGEST_TOKEN = 100;

    private final Directory directory;

    ProposalQueryReader(Directory directory) {
        this.directory = directory;
    }

    ProposalList.Query read(
            Access access,
            @Nullable String account,
            @Nullable String state,
            @Nullable String side,
            @Nullable String cursor,
            @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        Optional<AccountAddress> address = errors.readIfPresent("account", account, AccountAddress::parse);
        Optional<ProposalState> wanted = errors.readIfPresent("state", state, ProposalState::read);
        Optional<Side> on = errors.readIfPresent("side", side, Side::read);
        if (on.isPresent() && account == null && access.everywhere(Permission.SEE_TRADES)) {
            errors.add("side", "malformed", "takes an account, for you see everybody's");
        }
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        int most = PageLimit.read(limit, errors);
        errors.throwIfAny();
        return new ProposalList.Query(address.map(one -> visible(access, one)), wanted, on, before, most);
    }

    private AccountRef visible(Access access, AccountAddress address) {
        return directory
                .find(access.community().id(), address)
                .filter(account -> access.may(Permission.SEE_TRADES, account.member()))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "There is no account " + address + " whose proposals you may see."));
    }

    static String token(ProposalResource.Token body) {
        FieldErrors errors = new FieldErrors();
        Optional<String> token = errors.read("token", body.token(), text -> Text.read(text, LONGEST_TOKEN));
        errors.throwIfAny();
        return token.orElseThrow();
    }
}
