package org.tallystick.application;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Joining;
import org.tallystick.community.Joining.Question;
import org.tallystick.member.EmailAddress;
import org.tallystick.member.Handle;
import org.tallystick.member.MemberKind;
import org.tallystick.member.NewMember;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;

/**
 * Somebody who asks to be a member, as they have written it.
 *
 * @param answers by the codes of the questions, in their order
 */
record Applicant(
        Handle handle, String name, MemberKind kind, Optional<EmailAddress> email, Map<String, String> answers) {
    private static final int LONGEST_ANSWER = 2_000;

    /**
     * What a client writes.
     *
     * @param answers by the codes of the community's questions
     * @param password of the login that is made at once; only where the community is open to everybody
     */
    @Schema(name = "NewApplication")
    public record Body(
            @Nullable String handle,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String email,
            @Nullable Map<String, @Nullable String> answers,
            @Nullable String password) {
        /** Without the secret, for whoever logs it. */
        @Override
        public String toString() {
            return "NewApplication";
        }
    }

    /** Empty if anything is wrong, which is noted in {@code errors}. */
    static Optional<Applicant> read(Body body, Joining joining, FieldErrors errors) {
        int before = errors.list().size();
        Optional<Handle> handle = errors.read("handle", body.handle(), Handle::new);
        Optional<String> name = errors.read("name", body.name(), text -> Text.read(text, NewMember.LONGEST_NAME));
        Optional<MemberKind> kind = errors.read("kind", body.kind(), MemberKind::read);
        Optional<EmailAddress> email = errors.readIfPresent("email", body.email(), EmailAddress::new);
        Map<String, String> answers = readAnswers(body.answers() == null ? Map.of() : body.answers(), joining, errors);
        return errors.list().size() == before
                ? Optional.of(
                        new Applicant(handle.orElseThrow(), name.orElseThrow(), kind.orElseThrow(), email, answers))
                : Optional.empty();
    }

    private static Map<String, String> readAnswers(
            Map<String, @Nullable String> given, Joining joining, FieldErrors errors) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Question question : joining.questions()) {
            String field = "answers." + question.code();
            @Nullable String text = given.get(question.code());
            Optional<String> answer = question.required()
                    ? errors.read(field, text, one -> Text.read(one, LONGEST_ANSWER))
                    : errors.readIfPresent(field, text, one -> Text.read(one, LONGEST_ANSWER));
            answer.ifPresent(one -> answers.put(question.code(), one));
        }
        for (String code : given.keySet()) {
            if (joining.questions().stream().noneMatch(one -> one.code().equals(code))) {
                errors.add(
                        "answers." + code.substring(0, Math.min(code.length(), 40)),
                        "unknown",
                        "answers no question of this community");
            }
        }
        return answers;
    }

    NewMember toMember(Handle chosen) {
        return new NewMember(chosen, name, kind, email, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Applicant of(Application application) {
        return new Applicant(
                application.handle(),
                application.name(),
                application.kind(),
                application.email(),
                application.answers());
    }
}
