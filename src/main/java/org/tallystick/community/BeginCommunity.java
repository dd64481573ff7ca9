package org.tallystick.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;

/** Makes a community as a request describes it, with all that the preset says which it names, in one transaction. */
@ApplicationScoped
class BeginCommunity {
    private final Presets presets;
    private final CreateCommunity createCommunity;
    private final TakePresetParts takePresetParts;

    BeginCommunity(Presets presets, CreateCommunity createCommunity, TakePresetParts takePresetParts) {
        this.presets = presets;
        this.createCommunity = createCommunity;
        this.takePresetParts = takePresetParts;
    }

    /** @throws ProblemException {@code malformed}; {@code already-exists} naming {@code slug} */
    @Transactional
    public Community begin(CommunityBody body, Actor createdBy) {
        FieldErrors errors = new FieldErrors();
        String code = body.preset();
        Optional<Preset> preset = code == null ? Optional.empty() : presets.find(code, errors);
        Optional<NewCommunity> community =
                preset.map(body::completedBy).orElse(body).read(errors);
        errors.throwIfAny();
        Community made = createCommunity.create(community.orElseThrow(), createdBy);
        // Currencies that the request names itself are its own, whatever they are called: the preset says nothing of
        // them.
        Set<CurrencyCode> added = body.currencies() != null
                ? Set.of()
                : made.currencies().stream()
                        .map(currency -> currency.currency().code())
                        .collect(Collectors.toSet());
        preset.ifPresent(from -> takePresetParts.take(
                made.id(), from, added, createdBy, new Reason("the community begins with the preset " + from.code())));
        return made;
    }
}
