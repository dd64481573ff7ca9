package org.tallystick.category;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.Preset;
import org.tallystick.community.PresetPart;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;

/** The categories of a preset, behind those that a community has; one of the same code stays what it is. */
@ApplicationScoped
class PresetCategories implements PresetPart {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Categories categories;
    private final SetCategories setting;

    PresetCategories(Categories categories, SetCategories setting) {
        this.categories = categories;
        this.setting = setting;
    }

    @Override
    public void take(CommunityId community, Preset preset, Set<CurrencyCode> added, Actor by, Reason reason) {
        List<Category> before = categories.all(community);
        Set<String> codes = before.stream().map(Category::code).collect(Collectors.toSet());
        List<Category> after = new ArrayList<>(before);
        read(preset).stream()
                .filter(category -> !codes.contains(category.code()))
                .forEach(after::add);
        if (after.size() > before.size()) {
            setting.write(community, before, after, by, reason);
        }
    }

    private static List<Category> read(Preset preset) {
        FieldErrors errors = new FieldErrors();
        List<Category> read = new ArrayList<>();
        for (Map<String, @Nullable Object> one : preset.categories()) {
            JSON.convertValue(one, Category.Body.class)
                    .read("categories.", errors)
                    .ifPresent(read::add);
        }
        if (!errors.isEmpty()) {
            throw new IllegalStateException("the preset " + preset.code() + " is at fault: " + errors.list());
        }
        return read;
    }
}
