package org.tallystick.community;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Rows of communities and their currencies. */
@ApplicationScoped
class CommunityStore implements PanacheRepositoryBase<CommunityRow, UUID> {
    private final CurrencyStore currencies;

    CommunityStore(CurrencyStore currencies) {
        this.currencies = currencies;
    }

    /** Rows of currencies. */
    @ApplicationScoped
    static class CurrencyStore implements PanacheRepositoryBase<CurrencyRow, CurrencyRow.Key> {}

    Optional<CommunityRow> bySlug(String slug) {
        return find("slug", slug).firstResultOptional();
    }

    /**
     * The row under a lock to the end of the transaction: whoever changes a community, its currencies or the number of its
     * members takes it first, so that no member comes while a currency is added.
     */
    CommunityRow locked(CommunityId id) {
        CommunityRow row = findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is no such community.");
        }
        return row;
    }

    List<CurrencyRow> currenciesOf(UUID community) {
        return currencies.list("communityId = ?1", Sort.by("position"), community);
    }

    void add(CurrencyRow currency) {
        currencies.persist(currency);
    }

    Community toCommunity(CommunityRow row) {
        return row.toCommunity(currenciesOf(row.id));
    }
}
