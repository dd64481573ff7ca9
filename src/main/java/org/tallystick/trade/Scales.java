package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.tallystick.account.Directory;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;

/** The scales of a community's currencies. */
@ApplicationScoped
public class Scales {
    private final Directory directory;

    Scales(Directory directory) {
        this.directory = directory;
    }

    public int of(CommunityId community, CurrencyCode code) {
        return directory
                .currency(community, Optional.of(code))
                .orElseThrow(() -> new IllegalStateException("no currency " + code))
                .scale();
    }
}
