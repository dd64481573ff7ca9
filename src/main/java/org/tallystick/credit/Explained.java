package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a limit is what it is: in words that its member understands, and in numbers. What another kind of rule has is absent.
 *
 * @param kind that matched
 * @param group that matched
 * @param from the first day of the period
 * @param until the last one
 * @param partners how many others paid the member more than went back to them
 * @param received what they did
 * @param counted what of it counts
 * @param turnover what was received and paid, as far as it counts
 * @param step of the ladder, from 1; 0 beneath the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LimitExplanation")
public record Explained(
        String rule,
        String value,
        String words,
        @Nullable String kind,
        @Nullable String group,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable Integer partners,
        @Nullable Integer partnersNeeded,
        @Nullable String received,
        @Nullable String counted,
        @Nullable String perPartner,
        @Nullable String share,
        @Nullable String floor,
        @Nullable String ceiling,
        @Nullable Long months,
        @Nullable String turnover,
        @Nullable Integer step) {}
