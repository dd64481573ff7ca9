package org.tallystick.approval;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.FourEyesResource.LimitRise;
import org.tallystick.change.Actor;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.Preset;
import org.tallystick.community.PresetPart;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.AccessChanges;

/** What two must agree on by a preset. It comes to what they had to agree on before, so that a preset loosens nothing. */
@ApplicationScoped
class PresetFourEyes implements PresetPart {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Communities communities;
    private final FourEyesRules rules;
    private final AccessChanges changes;

    PresetFourEyes(Communities communities, FourEyesRules rules, AccessChanges changes) {
        this.communities = communities;
        this.rules = rules;
        this.changes = changes;
    }

    /** As a preset writes it; a limit's rise stands for a currency of the preset. */
    record Body(
            boolean writeOffs,
            boolean reversals,
            @Nullable Boolean overrides,
            boolean policies,
            List<@Nullable LimitRise> limitRises) {}

    @Override
    public void take(CommunityId id, Preset preset, Set<CurrencyCode> added, Actor by, Reason reason) {
        Body body = JSON.convertValue(preset.fourEyes(), Body.class);
        Community community = communities.locked(id);
        FieldErrors errors = new FieldErrors();
        List<@Nullable LimitRise> rises = body.limitRises().stream()
                .filter(rise -> added.contains(new CurrencyCode(
                        String.valueOf(Objects.requireNonNull(rise).currency()))))
                .toList();
        FourEyes ofPreset = new FourEyes(
                body.writeOffs(),
                body.reversals(),
                FourEyesResource.orAsOthers(body.overrides(), body.writeOffs(), body.reversals()),
                body.policies(),
                FourEyesResource.rises(rises, community, errors));
        if (!errors.isEmpty()) {
            throw new IllegalStateException("the preset " + preset.code() + " is at fault: " + errors.list());
        }
        FourEyesRules.Versioned present = rules.versioned(id);
        FourEyes wanted = present.rules().and(ofPreset);
        if (wanted.equals(present.rules())) {
            return;
        }
        if (!rules.write(id, wanted, present.version())) {
            throw ChangeFourEyes.stale();
        }
        changes.record(
                id,
                Subject.FOUR_EYES,
                community.slug(),
                by,
                reason,
                present.rules().toValues(),
                wanted.toValues());
    }
}
