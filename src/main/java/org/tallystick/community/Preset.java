package org.tallystick.community;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a community of a kind usually decides: data, to begin with and to change afterwards.
 *
 * @param code its name in requests
 * @param description what kind of community it is for
 * @param kinds of members that such a community usually has
 */
@Schema(name = "Preset")
public record Preset(
        String code,
        String name,
        String description,
        List<String> kinds,
        List<CurrencyBody> currencies,
        SettingsBody settings) {
    public Preset {
        kinds = List.copyOf(kinds);
        currencies = List.copyOf(currencies);
    }
}
