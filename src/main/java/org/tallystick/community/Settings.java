package org.tallystick.community;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a community gives itself.
 *
 * @param balances who sees the balance of a member
 * @param mediation who besides the member and its users records trades for it
 * @param clientConsent whether an exchange system needs a member's consent to act for it
 * @param frozenMayReceive whether a frozen account may still be paid
 * @param joining how people become members
 * @param language in which members are called and found
 */
public record Settings(
        Balances balances,
        Mediation mediation,
        ClientConsent clientConsent,
        boolean frozenMayReceive,
        Joining joining,
        Language language) {
    public static final Settings USUAL =
            new Settings(Balances.PRIVATE, Mediation.NONE, ClientConsent.NONE, false, Joining.USUAL, Language.USUAL);

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

    Map<String, @Nullable Object> toValues() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("balances", balances.text());
        values.put("mediation", mediation.text());
        values.put("clientConsent", clientConsent.text());
        values.put("frozenMayReceive", frozenMayReceive);
        values.put("joining", joining.way().text());
        values.put(
                "questions",
                joining.questions().stream().map(Joining.Question::toValues).toList());
        values.put("language", language.tag());
        return values;
    }
}
