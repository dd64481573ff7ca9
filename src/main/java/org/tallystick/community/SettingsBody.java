package org.tallystick.community;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Rules;
import org.tallystick.problem.FieldErrors;

/** The rules of a community as a client writes them; what is absent stays as it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SettingsChange")
public record SettingsBody(
        @Nullable String balances,
        @Nullable String mediation,
        @Nullable String clientConsent,
        @Nullable Boolean frozenMayReceive,
        @Nullable Integer valueDateDaysBack,
        @Nullable List<@Nullable String> languages,
        @Nullable String termsRequired,
        @Nullable Boolean tellOfMediation,
        @Nullable String recording,
        @Nullable String joining,
        @Nullable List<@Nullable QuestionBody> questions,
        @Nullable List<@Nullable String> letterhead) {

    /** What is absent here is taken from the other. */
    SettingsBody over(SettingsBody other) {
        return new SettingsBody(
                either(balances, other.balances),
                either(mediation, other.mediation),
                either(clientConsent, other.clientConsent),
                either(frozenMayReceive, other.frozenMayReceive),
                either(valueDateDaysBack, other.valueDateDaysBack),
                either(languages, other.languages),
                either(termsRequired, other.termsRequired),
                either(tellOfMediation, other.tellOfMediation),
                either(recording, other.recording),
                either(joining, other.joining),
                either(questions, other.questions),
                either(letterhead, other.letterhead));
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    /** What the community asks whoever applies. */
    @Schema(name = "Question")
    public record QuestionBody(
            @Nullable String code,
            @Nullable String text,
            @Nullable Boolean required) {
        static final QuestionBody EMPTY = new QuestionBody(null, null, null);
    }

    Settings read(String field, Settings present, FieldErrors errors) {
        return new Settings(
                errors.readIfPresent(field + ".balances", balances, Settings::readBalances)
                        .orElse(present.balances()),
                errors.readIfPresent(field + ".mediation", mediation, Settings::readMediation)
                        .orElse(present.mediation()),
                errors.readIfPresent(field + ".clientConsent", clientConsent, Settings::readClientConsent)
                        .orElse(present.clientConsent()),
                frozenMayReceive == null ? present.frozenMayReceive() : frozenMayReceive,
                valueDateDaysBack == null ? present.valueDateDaysBack() : daysBack(field, valueDateDaysBack, errors),
                languages == null ? present.languages() : Languages.read(field + ".languages", languages, errors),
                errors.readIfPresent(field + ".termsRequired", termsRequired, Settings::readTermsRequired)
                        .orElse(present.termsRequired()),
                tellOfMediation == null ? present.tellOfMediation() : tellOfMediation,
                errors.readIfPresent(field + ".recording", recording, Settings::readRecording)
                        .orElse(present.recording()),
                new Joining(
                        errors.readIfPresent(field + ".joining", joining, Joining.Way::read)
                                .orElse(present.joining().way()),
                        questions == null
                                ? present.joining().questions()
                                : readQuestions(field + ".questions", questions, errors)),
                letterhead == null ? present.letterhead() : Letterhead.read(field + ".letterhead", letterhead, errors));
    }

    private static int daysBack(String field, int days, FieldErrors errors) {
        if (days < 0 || days > Rules.MOST_DAYS_BACK) {
            errors.add(field + ".valueDateDaysBack", "malformed", "is 0 to " + Rules.MOST_DAYS_BACK);
            return 0;
        }
        return days;
    }

    private static List<Joining.Question> readQuestions(
            String field, List<@Nullable QuestionBody> bodies, FieldErrors errors) {
        if (bodies.size() > Joining.MOST_QUESTIONS) {
            errors.add(field, "too-long", "has at most " + Joining.MOST_QUESTIONS + " questions");
            return List.of();
        }
        List<Joining.Question> found = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < bodies.size(); i++) {
            String at = field + "[" + i + "]";
            QuestionBody body = errors.required(at, bodies.get(i), QuestionBody.EMPTY);
            Optional<String> code = errors.read(at + ".code", body.code(), Joining.Question::readCode);
            Optional<String> text = errors.read(at + ".text", body.text(), Joining.Question::readText);
            if (code.isPresent() && !codes.add(code.get())) {
                errors.add(at + ".code", "duplicate", "is the code of another question");
            }
            if (code.isPresent() && text.isPresent()) {
                found.add(new Joining.Question(code.get(), text.get(), Boolean.TRUE.equals(body.required())));
            }
        }
        return found;
    }
}
