package org.tallystick.posting;

import java.util.List;
import org.tallystick.ledger.TradeId;
import org.tallystick.posting.KeyClaim.Fingerprint;

/** What a key bought. */
record Purchase(Fingerprint fingerprint, List<TradeId> trades) {}
