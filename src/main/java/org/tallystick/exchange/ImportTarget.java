package org.tallystick.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.Phase;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Ids;
import org.tallystick.posting.BooksReader;

/** The community that an import goes into, as far as it is there already. */
@ApplicationScoped
class ImportTarget {
    private final Communities communities;
    private final Directory directory;

    ImportTarget(Communities communities, Directory directory) {
        this.communities = communities;
        this.directory = directory;
    }

    /** The accounts of a plan, as they are or as they would be. */
    record Accounts(Map<String, AccountId> byAddress, Collection<Account> accounts, boolean frozenMayReceive) {}

    Optional<Community> existing(ImportPlan plan) {
        return communities.bySlug(plan.community().slug());
    }

    /** Notes where a community of that slug differs from the file in what can never change. */
    void requireSame(Community community, ImportedCommunity imported, RowErrors errors) {
        RowErrors.Line row = errors.row(CommunityFile.NAME, 1);
        Currency currency = community.defaultCurrency().currency();
        if (community.phase() != Phase.OPEN) {
            row.add("slug", "community-closed", "is of a community that is being wound up");
        }
        if (!community.timeZone().equals(imported.timeZone())) {
            row.add("timeZone", "differs", "is " + community.timeZone() + " in the community that is there already");
        }
        if (!currency.code().equals(imported.currency().code())) {
            row.add("currency.code", "differs", "is " + currency.code() + " in the community that is there already");
        }
        if (currency.scale() != imported.currency().scale()) {
            row.add("currency.scale", "differs", "is " + currency.scale() + " in the community that is there already");
        }
    }

    /** What the trades may move: the accounts there are, and those that the members to come would have. */
    Accounts rehearsal(ImportPlan plan, Optional<Community> community, BooksReader.Snapshot books) throws SQLException {
        Map<String, AccountId> byAddress = new HashMap<>();
        List<Account> accounts = new ArrayList<>();
        CurrencyCode currency = plan.community().currency().code();
        if (community.isPresent()) {
            accounts.addAll(books.accounts(community.get().id()));
            byAddress.putAll(resolve(community.get().id(), plan));
            // What another import has opened since the books were read is yet to come for this one.
            byAddress.values().retainAll(accounts.stream().map(Account::id).collect(Collectors.toSet()));
        } else {
            addProvisional(
                    "fund",
                    Account.opened(newId(), currency, new CreditLimit(0), BalanceCap.NONE),
                    byAddress,
                    accounts,
                    plan);
            addProvisional(
                    "settlement",
                    Account.opened(newId(), currency, CreditLimit.NONE, BalanceCap.NONE),
                    byAddress,
                    accounts,
                    plan);
        }
        for (ImportedMember member : plan.members()) {
            if (!byAddress.containsKey(member.handle())) {
                addProvisional(member.handle(), member.provisionalAccount(currency), byAddress, accounts, plan);
            }
        }
        boolean frozenMayReceive =
                community.map(there -> there.settings().frozenMayReceive()).orElse(false);
        return new Accounts(byAddress, accounts, frozenMayReceive);
    }

    private static void addProvisional(
            String name, Account account, Map<String, AccountId> byAddress, List<Account> accounts, ImportPlan plan) {
        accounts.add(account);
        byAddress.put(name, account.id());
        byAddress.put(name + "." + plan.community().currency().code(), account.id());
    }

    private static AccountId newId() {
        return new AccountId(Ids.next());
    }

    /** The ids of all accounts that the plan names and that there are. */
    Map<String, AccountId> resolve(CommunityId community, ImportPlan plan) {
        Map<String, AccountAddress> addresses = new LinkedHashMap<>();
        BiConsumer<String, AccountAddress> add = addresses::put;
        for (String text : plan.addresses()) {
            AccountAddress.find(text).ifPresent(address -> add.accept(text, address));
        }
        for (ImportedMember member : plan.members()) {
            AccountAddress.find(member.handle()).ifPresent(address -> add.accept(member.handle(), address));
        }
        Map<AccountAddress, AccountRef> found = directory.findAll(community, addresses.values());
        Map<String, AccountId> ids = new HashMap<>();
        addresses.forEach((text, address) -> {
            AccountRef account = found.get(address);
            if (account != null
                    && account.currency()
                            .code()
                            .equals(plan.community().currency().code())) {
                ids.put(text, account.id());
            }
        });
        return ids;
    }
}
