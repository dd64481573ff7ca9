package org.tallystick.mail;

import io.quarkus.qute.TemplateInstance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tallystick.problem.Text;

/**
 * What is written to a person by mail. A letter that holds a token says so neither in its {@link Object#toString} nor in a
 * log. Texts in it are of one line and bounded, so that none becomes a header; anything else is an
 * {@link IllegalArgumentException}.
 */
public sealed interface Letter {
    /** A short name for metrics and logs: {@code invitation}. */
    String kind();

    /** The subject: one line. */
    String subject();

    /** The body as text and HTML. */
    TemplateInstance body(Links links);

    /**
     * Invites a person who was enrolled by others to choose a password.
     *
     * @param community the community's name, not its slug
     * @param invitedBy who invites, in words: {@code Mary of Maple LETS}
     */
    record Invitation(String community, String handle, String invitedBy, String token, Instant expires)
            implements Letter {
        public Invitation {
            OneLine.check(community);
            OneLine.check(handle);
            OneLine.check(invitedBy);
            OneLine.check(token);
        }

        @Override
        public String kind() {
            return "invitation";
        }

        @Override
        public String subject() {
            return "Your invitation to " + community;
        }

        @Override
        public TemplateInstance body(Links links) {
            return Templates.invitation(this, Way.by(links.invitation(), token), Dates.inWords(expires));
        }

        @Override
        public String toString() {
            return "Invitation[" + handle + "]";
        }
    }

    /**
     * Invites the person of a login, which may be of no community, to choose a password.
     *
     * @param invitedBy an operator's login
     */
    record LoginInvitation(String username, String invitedBy, String token, Instant expires) implements Letter {
        public LoginInvitation {
            OneLine.check(username);
            OneLine.check(invitedBy);
            OneLine.check(token);
        }

        @Override
        public String kind() {
            return "login-invitation";
        }

        @Override
        public String subject() {
            return "Your invitation to choose a password";
        }

        @Override
        public TemplateInstance body(Links links) {
            return Templates.login(this, Way.by(links.invitation(), token), Dates.inWords(expires));
        }

        @Override
        public String toString() {
            return "LoginInvitation[" + username + "]";
        }
    }

    /** Asks whether the address it goes to is that of the login. */
    record EmailConfirmation(String username, String token, Instant expires) implements Letter {
        public EmailConfirmation {
            OneLine.check(username);
            OneLine.check(token);
        }

        @Override
        public String kind() {
            return "email-confirmation";
        }

        @Override
        public String subject() {
            return "Please confirm your e-mail address";
        }

        @Override
        public TemplateInstance body(Links links) {
            return Templates.confirmation(this, Way.by(links.confirmation(), token), Dates.inWords(expires));
        }

        @Override
        public String toString() {
            return "EmailConfirmation[" + username + "]";
        }
    }

    /** Lets whoever reads the address choose new passwords, for each of its logins by a token of its own. */
    record PasswordReset(List<Login> logins, Instant expires) implements Letter {
        public static final int MOST_LOGINS = 20;

        /** One of the logins that the address serves. */
        public record Login(String username, String token) {
            public Login {
                OneLine.check(username);
                OneLine.check(token);
            }

            @Override
            public String toString() {
                return "Login[" + username + "]";
            }
        }

        public PasswordReset {
            logins = List.copyOf(logins);
            if (logins.isEmpty() || logins.size() > MOST_LOGINS) {
                throw new IllegalArgumentException("a letter resets the passwords of 1 to " + MOST_LOGINS + " logins");
            }
        }

        @Override
        public String kind() {
            return "password-reset";
        }

        @Override
        public String subject() {
            return "Choose a new password";
        }

        @Override
        public TemplateInstance body(Links links) {
            List<ResetWay> ways = logins.stream()
                    .map(login -> new ResetWay(login.username(), Way.by(links.reset(), login.token())))
                    .toList();
            return Templates.reset(ways, Dates.inWords(expires));
        }
    }

    /** Tells the owner of a login of something that only they should have done. */
    record SecurityNotice(String username, SecurityEvent event, Instant when) implements Letter {
        public SecurityNotice {
            OneLine.check(username);
        }

        @Override
        public String kind() {
            return "security-notice";
        }

        @Override
        public String subject() {
            return event.subject();
        }

        @Override
        public TemplateInstance body(Links links) {
            return Templates.notice(username, event.sentence(), event.advice(), Dates.inWords(when));
        }
    }

    /**
     * Tells a party of paper slips what was entered for it.
     *
     * @param community the community's name, not its slug
     * @param handle of the member whose it is
     * @param lines in the order in which they were entered; of more than {@value #MOST_LINES} only the number is told
     */
    record SlipsEntered(String community, String handle, List<Line> lines) implements Letter {
        public static final int MOST_LINES = 100;

        /**
         * One slip.
         *
         * @param paid whether the reader was paid; else the reader paid
         * @param amount with its currency
         * @param other the address of the other party
         */
        public record Line(
                String number, LocalDate valueDate, boolean paid, String amount, String other, String description) {
            private static final int LONGEST_DESCRIPTION = 120;

            public Line {
                OneLine.check(number);
                OneLine.check(amount);
                OneLine.check(other);
                description = shortened(description);
                OneLine.check(description);
            }

            private static String shortened(String text) {
                return text.codePointCount(0, text.length()) <= LONGEST_DESCRIPTION
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, LONGEST_DESCRIPTION))
                                        .strip() + "…";
            }
        }

        public SlipsEntered {
            OneLine.check(community);
            OneLine.check(handle);
            lines = List.copyOf(lines);
        }

        @Override
        public String kind() {
            return "slips-entered";
        }

        @Override
        public String subject() {
            return (lines.size() == 1 ? "A trade was" : lines.size() + " trades were") + " entered for you in "
                    + community;
        }

        @Override
        public TemplateInstance body(Links links) {
            List<Line> shown = lines.subList(0, Math.min(lines.size(), MOST_LINES));
            return Templates.slips(this, shown, lines.size() - shown.size());
        }
    }

    /**
     * Tells a member, or an administrator, of something about an account.
     *
     * @param community the community's name
     * @param account its address
     * @param sentences the body, each a paragraph
     */
    record AccountNotice(String community, String account, String subject, List<String> sentences) implements Letter {
        private static final int LONGEST_SENTENCE = 1_000;

        public AccountNotice {
            OneLine.check(community);
            OneLine.check(account);
            OneLine.check(subject);
            sentences = List.copyOf(sentences);
            sentences.forEach(sentence -> Text.read(sentence, LONGEST_SENTENCE));
        }

        @Override
        public String kind() {
            return "account-notice";
        }

        @Override
        public TemplateInstance body(Links links) {
            return Templates.account(community, sentences);
        }

        @Override
        public String toString() {
            return "AccountNotice[" + account + "]";
        }
    }

    /**
     * Tells somebody of something that happened in their community.
     *
     * @param kind as of the letter
     * @param name of whom it is written to
     * @param advice what to do now
     */
    record News(String kind, String subject, String name, String sentence, String advice) implements Letter {
        private static final int LONGEST_SUBJECT = 400;
        private static final int LONGEST_SENTENCE = 1_500;

        public News {
            OneLine.check(subject, LONGEST_SUBJECT);
            OneLine.check(name);
            OneLine.check(sentence, LONGEST_SENTENCE);
            OneLine.check(advice, LONGEST_SENTENCE);
        }

        @Override
        public TemplateInstance body(Links links) {
            return Templates.news(name, sentence, advice);
        }

        @Override
        public String toString() {
            return "News[" + kind + "]";
        }
    }
}
