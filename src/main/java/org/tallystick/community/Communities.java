package org.tallystick.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import org.tallystick.ledger.CommunityId;

/** Reads communities. */
@ApplicationScoped
public class Communities {
    private final CommunityStore store;

    Communities(CommunityStore store) {
        this.store = store;
    }

    @Transactional
    public Optional<Community> byId(CommunityId id) {
        return store.findByIdOptional(id.value()).map(store::toCommunity);
    }

    @Transactional
    public Optional<Community> bySlug(String slug) {
        return store.bySlug(slug).map(store::toCommunity);
    }

    /**
     * Under a lock to the end of the caller's transaction: whoever changes a community, its currencies or the number of its
     * members takes it, so that no member comes without an account while a currency is added.
     */
    @Transactional(TxType.MANDATORY)
    public Community locked(CommunityId id) {
        return store.toCommunity(store.locked(id));
    }
}
