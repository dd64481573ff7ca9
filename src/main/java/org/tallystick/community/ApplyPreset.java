package org.tallystick.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;

/**
 * Gives a community the settings of a preset and those of its currencies that it lacks, with their credit policies, in one
 * transaction; two must agree on what they had to agree on before and on what the preset says. What the preset says nothing of,
 * and the currencies that are there, stay as they are.
 */
@ApplicationScoped
public class ApplyPreset {
    private final Presets presets;
    private final CommunityStore store;
    private final AddCurrency addCurrency;
    private final UpdateCommunity updateCommunity;
    private final TakePresetParts takePresetParts;

    ApplyPreset(
            Presets presets,
            CommunityStore store,
            AddCurrency addCurrency,
            UpdateCommunity updateCommunity,
            TakePresetParts takePresetParts) {
        this.presets = presets;
        this.store = store;
        this.addCurrency = addCurrency;
        this.updateCommunity = updateCommunity;
        this.takePresetParts = takePresetParts;
    }

    /** What a client writes. */
    @Schema(name = "PresetChoice")
    public record Body(@Nullable String preset, @Nullable String reason) {}

    /**
     * @param expectedVersion the version of the community that the administrator has seen; empty: any
     * @throws ProblemException {@code malformed}; {@code version-stale}; {@code state-conflict} when a currency more does not
     *     fit
     */
    @Transactional
    public Community apply(CommunityId id, Body body, OptionalLong expectedVersion, Actor changedBy) {
        FieldErrors errors = new FieldErrors();
        Optional<Preset> found =
                errors.read("preset", body.preset(), code -> code).flatMap(code -> presets.find(code, errors));
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        Preset preset = found.orElseThrow();
        CommunityRow row = store.locked(id);
        CommunityVersion.check(row.version, expectedVersion);
        Community before = store.toCommunity(row);
        Set<CurrencyCode> added = new HashSet<>();
        for (CurrencyBody currency : preset.currencies()) {
            CurrencyCode code = new CurrencyCode(String.valueOf(currency.code()));
            if (before.currency(code).isEmpty()) {
                addCurrency.add(id, AddCurrency.Body.of(currency, reason), changedBy);
                added.add(code);
            }
        }
        takePresetParts.take(id, preset, added, changedBy, reason);
        return updateCommunity.update(
                id,
                new UpdateCommunity.Body(null, null, preset.settings(), reason.text()),
                OptionalLong.empty(),
                changedBy);
    }
}
