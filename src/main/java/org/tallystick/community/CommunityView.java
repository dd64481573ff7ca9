package org.tallystick.community;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A community as clients see it. */
@Schema(name = "Community")
public record CommunityView(
        String slug,
        String name,
        String timeZone,
        List<CurrencyView> currencies,

        @Schema(enumeration = {"open", "winding-up", "wound-up", "erased"})
        String phase,

        SettingsView settings) {

    /** A currency, with the limits that a new member's account begins with; the first of a community is the default. */
    @Schema(name = "Currency")
    public record CurrencyView(
            String code,
            String name,
            String symbol,
            int scale,
            String defaultCreditLimit,
            @Nullable String defaultBalanceCap) {

        private static CurrencyView of(CommunityCurrency currency) {
            return new CurrencyView(
                    currency.currency().code().value(),
                    currency.currency().name(),
                    currency.currency().symbol(),
                    currency.currency().scale(),
                    currency.creditLimitText(),
                    currency.balanceCapText());
        }
    }

    /** The rules that the community gives itself. */
    @Schema(name = "Settings")
    public record SettingsView(
            @Schema(enumeration = {"private", "members"}) String balances,

            @Schema(enumeration = {"none", "administrators"})
            String mediation,

            @Schema(enumeration = {"none", "members"}) String clientConsent,

            boolean frozenMayReceive,
            int valueDateDaysBack,
            List<String> languages,
            @Schema(enumeration = {"none", "trading"}) String termsRequired,

            boolean tellOfMediation,

            @Schema(enumeration = {"payer", "either"}) String recording,

            @Schema(enumeration = {"invitation", "application", "open"})
            String joining,

            List<QuestionView> questions,
            List<String> letterhead) {}

    /** What the community asks whoever applies. */
    @Schema(name = "AskedQuestion")
    public record QuestionView(String code, String text, boolean required) {
        public static List<QuestionView> of(Joining joining) {
            return joining.questions().stream()
                    .map(one -> new QuestionView(one.code(), one.text(), one.required()))
                    .toList();
        }
    }

    static CommunityView of(Community community) {
        Settings settings = community.settings();
        return new CommunityView(
                community.slug(),
                community.name(),
                community.timeZone().getId(),
                community.currencies().stream().map(CurrencyView::of).toList(),
                community.phase().text(),
                new SettingsView(
                        settings.balances().text(),
                        settings.mediation().text(),
                        settings.clientConsent().text(),
                        settings.frozenMayReceive(),
                        settings.valueDateDaysBack(),
                        settings.languages(),
                        settings.termsRequired().text(),
                        settings.tellOfMediation(),
                        settings.recording().text(),
                        settings.joining().way().text(),
                        QuestionView.of(settings.joining()),
                        settings.letterhead()));
    }
}
