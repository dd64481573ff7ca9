package org.tallystick.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, as it is sent and as its job keeps it. Which of the fields mean something says the kind.
 *
 * @param kind {@code statement}, {@code community}…
 * @param options what is left to choose within the format
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "NewExport")
public record NewExport(
        @Nullable String kind,
        @Nullable String format,
        @Nullable String account,
        @Nullable String currency,
        @Nullable String from,
        @Nullable String to,
        @Nullable String asOf,
        @Nullable String date,
        @Nullable Integer year,
        @Nullable String report,
        @Nullable Map<String, String> options) {

    /** The same until this day: what is today now is not when the work begins. */
    NewExport until(String day) {
        return new NewExport(kind, format, account, currency, from, day, asOf, date, year, report, options);
    }

    /** The same on a day, or until it. */
    NewExport on(@Nullable String day, @Nullable String last) {
        return new NewExport(kind, format, account, currency, from, last, asOf, day, year, report, options);
    }

    /** The same from one day to another, whatever year was asked for, as it stood at an instant. */
    NewExport within(String first, String last, @Nullable String instant) {
        return new NewExport(kind, format, account, currency, first, last, instant, date, null, report, options);
    }

    Map<String, String> chosen() {
        return Optional.ofNullable(options).orElse(Map.of());
    }
}
