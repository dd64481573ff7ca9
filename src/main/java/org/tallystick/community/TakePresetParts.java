package org.tallystick.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Set;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;

/** Has all others take up what a preset says of their matters, in the caller's transaction. */
@ApplicationScoped
class TakePresetParts {
    private final Instance<PresetPart> parts;

    TakePresetParts(@Any Instance<PresetPart> parts) {
        this.parts = parts;
    }

    void take(CommunityId community, Preset preset, Set<CurrencyCode> added, Actor by, Reason reason) {
        parts.forEach(part -> part.take(community, preset, added, by, reason));
    }
}
