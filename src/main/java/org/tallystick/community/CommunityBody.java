package org.tallystick.community;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;

/**
 * A community to be made, as it is written by a client; {@link #read} makes sense of it.
 *
 * @param preset from which currencies and settings are taken that are not named here
 */
@Schema(name = "NewCommunity")
public record CommunityBody(
        @Nullable String slug,
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable List<@Nullable CurrencyBody> currencies,
        @Nullable SettingsBody settings,
        @Nullable String preset) {
    static final int LONGEST_NAME = 200;

    /** What is named here wins over the preset; currencies are taken all together, settings one by one. */
    CommunityBody completedBy(Preset from) {
        return new CommunityBody(
                slug,
                name,
                timeZone,
                currencies == null ? List.copyOf(from.currencies()) : currencies,
                settings == null ? from.settings() : settings.over(from.settings()),
                from.code());
    }

    /** Everything that is wrong is noted in {@code errors}; empty if anything is. */
    public Optional<NewCommunity> read(FieldErrors errors) {
        Optional<Slug> readSlug = errors.read("slug", slug, Slug::new);
        Optional<String> readName = errors.read("name", name, text -> Text.read(text, LONGEST_NAME));
        Optional<ZoneId> zone = errors.read("timeZone", timeZone, TimeZone::read);
        List<CommunityCurrency> readCurrencies = readCurrencies(errors);
        Settings readSettings = settings == null ? Settings.USUAL : settings.read("settings", Settings.USUAL, errors);
        return errors.isEmpty()
                ? Optional.of(new NewCommunity(
                        readSlug.orElseThrow(),
                        readName.orElseThrow(),
                        zone.orElseThrow(),
                        readCurrencies,
                        readSettings))
                : Optional.empty();
    }

    private List<CommunityCurrency> readCurrencies(FieldErrors errors) {
        List<@Nullable CurrencyBody> bodies = currencies == null ? List.of() : currencies;
        if (bodies.isEmpty() || bodies.size() > NewCommunity.MOST_CURRENCIES) {
            errors.add(
                    "currencies",
                    bodies.isEmpty() ? "required" : "too-long",
                    "has 1 to " + NewCommunity.MOST_CURRENCIES + " currencies");
            return List.of();
        }
        List<CommunityCurrency> found = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < bodies.size(); i++) {
            String field = "currencies[" + i + "]";
            CurrencyBody body = errors.required(field, bodies.get(i), CurrencyBody.EMPTY);
            if (!body.equals(CurrencyBody.EMPTY)) {
                body.read(field + ".", errors).ifPresent(found::add);
                if (body.code() != null && !codes.add(body.code())) {
                    errors.add(field + ".code", "duplicate", "is the code of another currency of this list");
                }
            }
        }
        return found;
    }
}
