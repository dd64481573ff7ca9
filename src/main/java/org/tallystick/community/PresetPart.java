package org.tallystick.community;

import java.util.Set;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;

/**
 * Takes up what a preset says of matters that are not the community's own. Those who look after them fulfil it: they know
 * communities, and communities nothing of them.
 */
public interface PresetPart {

    /**
     * In the transaction that makes the community, or has it take up the preset.
     *
     * @param added the currencies that the community has from this preset, as of this transaction
     */
    void take(CommunityId community, Preset preset, Set<CurrencyCode> added, Actor by, Reason reason);
}
