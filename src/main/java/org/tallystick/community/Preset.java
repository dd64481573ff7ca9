package org.tallystick.community;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a community of a kind usually decides: data, to begin with and to change afterwards.
 *
 * @param code its name in requests
 * @param description what kind of community it is for
 * @param kinds of members that such a community usually has
 * @param fourEyes what two must agree on; whoever fulfils {@link PresetPart} makes sense of it, and of
 * @param creditPolicies the first version of the policy of some of its currencies, each with its {@code currency}
 * @param categories of trades
 */
@Schema(name = "Preset")
public record Preset(
        String code,
        String name,
        String description,
        List<String> kinds,
        List<CurrencyBody> currencies,
        SettingsBody settings,
        Map<String, @Nullable Object> fourEyes,
        List<Map<String, @Nullable Object>> creditPolicies,
        List<Map<String, @Nullable Object>> categories) {
    public Preset {
        kinds = List.copyOf(kinds);
        currencies = List.copyOf(currencies);
        creditPolicies = List.copyOf(creditPolicies);
        categories = List.copyOf(categories);
    }
}
