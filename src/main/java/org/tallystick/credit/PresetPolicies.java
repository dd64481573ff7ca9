package org.tallystick.credit;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.Preset;
import org.tallystick.community.PresetPart;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;

/**
 * The credit policies of a preset: version 1 of each currency that the community has from it. A currency that was there before
 * keeps the limits that it has; its policy is decided by those who run the community.
 */
@ApplicationScoped
class PresetPolicies implements PresetPart {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURRENCY = "currency";
    private static final String REASON = "reason";

    private final PolicyPlace.Finder places;
    private final MakePolicy makePolicy;
    private final Clock clock;

    PresetPolicies(PolicyPlace.Finder places, MakePolicy makePolicy, Clock clock) {
        this.places = places;
        this.makePolicy = makePolicy;
        this.clock = clock;
    }

    @Override
    public void take(CommunityId community, Preset preset, Set<CurrencyCode> added, Actor by, Reason reason) {
        for (Map<String, @Nullable Object> policy : preset.creditPolicies()) {
            Map<String, @Nullable Object> body = new HashMap<>(policy);
            CurrencyCode code = new CurrencyCode(String.valueOf(body.remove(CURRENCY)));
            if (added.contains(code)) {
                body.put(REASON, reason.text());
                PolicyPlace place = places.of(community, code, clock.instant());
                makePolicy.make(by, preset.code(), place, JSON.convertValue(body, PolicyBody.class));
            }
        }
    }
}
