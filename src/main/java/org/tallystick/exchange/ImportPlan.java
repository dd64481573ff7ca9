package org.tallystick.exchange;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.csv.RowErrors;

/**
 * What three well-formed files say.
 *
 * @param addresses every account that a trade names
 * @param tradeCount how many trades there are
 */
record ImportPlan(
        ImportedCommunity community,
        List<ImportedMember> members,
        TradesFile trades,
        Set<String> addresses,
        long tradeCount) {

    /** Reads all three; nothing if anything is wrong with them. */
    static Optional<ImportPlan> read(ImportFiles files, Clock clock, RowErrors errors) {
        Optional<ImportedCommunity> community = CommunityFile.read(files.community(), errors);
        if (community.isEmpty()) {
            return Optional.empty();
        }
        int scale = community.get().currency().scale();
        List<ImportedMember> members = MembersFile.read(files.members(), scale, errors);
        TradesFile trades = new TradesFile(files.trades(), scale, clock);
        Set<String> addresses = new HashSet<>();
        long[] count = new long[1];
        trades.forEach(errors, trade -> {
            count[0]++;
            addresses.add(trade.payer());
            addresses.add(trade.payee());
        });
        return errors.isEmpty()
                ? Optional.of(new ImportPlan(community.get(), members, trades, addresses, count[0]))
                : Optional.empty();
    }
}
