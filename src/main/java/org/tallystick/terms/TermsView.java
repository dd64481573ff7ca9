package org.tallystick.terms;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a community's terms.
 *
 * @param effectiveOn the day on which it comes into force, in the community's time zone
 * @param graceDays so many days later it binds those who have not accepted it
 * @param inForce whether it is in force today
 * @param text absent in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Terms")
public record TermsView(
        int version,
        String language,
        String title,
        LocalDate effectiveOn,
        int graceDays,
        boolean inForce,
        Instant publishedAt,
        @Nullable String text) {}
