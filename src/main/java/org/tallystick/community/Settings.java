package org.tallystick.community;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Rules;

/**
 * The rules that a community gives itself.
 *
 * @param balances who sees the balance of a member
 * @param mediation who besides the member and its users records trades for it
 * @param clientConsent whether an exchange system needs a member's consent to act for it
 * @param frozenMayReceive whether a frozen account may still be paid
 * @param valueDateDaysBack how many days before today a value date may lie: 0 to {@link Rules#MOST_DAYS_BACK}
 * @param languages the community's languages as BCP 47 tags, 1 to {@link Languages#MOST}; the first is the default
 * @param termsRequired what a member cannot do who has not accepted the community's terms
 * @param tellOfMediation whether both parties of a paper slip are told by mail that it was entered
 * @param recording who begins a trade
 * @param joining how people become members
 * @param letterhead lines that stand at the top of papers, at most {@link Letterhead#MOST_LINES}; none: the community's name
 */
public record Settings(
        Balances balances,
        Mediation mediation,
        ClientConsent clientConsent,
        boolean frozenMayReceive,
        int valueDateDaysBack,
        List<String> languages,
        TermsRequired termsRequired,
        boolean tellOfMediation,
        Recording recording,
        Joining joining,
        List<String> letterhead) {
    public static final Settings USUAL = new Settings(
            Balances.PRIVATE,
            Mediation.NONE,
            ClientConsent.NONE,
            false,
            Rules.MOST_DAYS_BACK,
            List.of("en"),
            TermsRequired.NONE,
            true,
            Recording.EITHER,
            Joining.USUAL,
            List.of());

    public Settings {
        languages = List.copyOf(languages);
        letterhead = List.copyOf(letterhead);
    }

    /** The same, but for who sees balances. */
    public Settings with(Balances others) {
        return new Settings(
                others,
                mediation,
                clientConsent,
                frozenMayReceive,
                valueDateDaysBack,
                languages,
                termsRequired,
                tellOfMediation,
                recording,
                joining,
                letterhead);
    }

    /** In which members are called and found: the first of the community's languages. */
    public Language language() {
        return new Language(languages.get(0));
    }

    /** Who sees the balance of a member. */
    public enum Balances {
        /** The member, and administrators. */
        PRIVATE,
        /** Every member of the community, as is the custom of many LETS. */
        MEMBERS;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who else records trades for a member. */
    public enum Mediation {
        NONE,
        ADMINISTRATORS;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose consent an exchange system needs. */
    public enum ClientConsent {
        /** The community's alone, which lets it in. */
        NONE,
        /** Each member's too, for whom it acts. */
        MEMBERS;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who begins a trade between two members. */
    public enum Recording {
        /** The payer alone: nobody is sent a request to pay. */
        PAYER,
        /** Whoever is paid may request it too, and the payer confirms. */
        EITHER;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For what a member must have accepted the terms. */
    public enum TermsRequired {
        NONE,
        /** For recording trades; whoever has not accepted may still be paid. */
        TRADING;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static TermsRequired readTermsRequired(String text) {
        for (TermsRequired required : TermsRequired.values()) {
            if (required.text().equals(text)) {
                return required;
            }
        }
        throw new IllegalArgumentException("must be \"none\" or \"trading\"");
    }

    static Recording readRecording(String text) {
        for (Recording recording : Recording.values()) {
            if (recording.text().equals(text)) {
                return recording;
            }
        }
        throw new IllegalArgumentException("must be \"payer\" or \"either\"");
    }

    static Balances readBalances(String text) {
        for (Balances balances : Balances.values()) {
            if (balances.text().equals(text)) {
                return balances;
            }
        }
        throw new IllegalArgumentException("must be \"private\" or \"members\"");
    }

    static Mediation readMediation(String text) {
        for (Mediation mediation : Mediation.values()) {
            if (mediation.text().equals(text)) {
                return mediation;
            }
        }
        throw new IllegalArgumentException("must be \"none\" or \"administrators\"");
    }

    static ClientConsent readClientConsent(String text) {
        for (ClientConsent consent : ClientConsent.values()) {
            if (consent.text().equals(text)) {
                return consent;
            }
        }
        throw new IllegalArgumentException("must be \"none\" or \"members\"");
    }

    /** As they are written, by the names that they have over HTTP. */
    public Map<String, @Nullable Object> toValues() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("balances", balances.text());
        values.put("mediation", mediation.text());
        values.put("clientConsent", clientConsent.text());
        values.put("frozenMayReceive", frozenMayReceive);
        values.put("valueDateDaysBack", valueDateDaysBack);
        values.put("languages", languages);
        values.put("termsRequired", termsRequired.text());
        values.put("tellOfMediation", tellOfMediation);
        values.put("recording", recording.text());
        values.put("joining", joining.way().text());
        values.put(
                "questions",
                joining.questions().stream().map(Joining.Question::toValues).toList());
        values.put("letterhead", letterhead);
        return values;
    }
}
