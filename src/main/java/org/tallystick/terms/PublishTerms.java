package org.tallystick.terms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Languages;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.CommunityFacts;
import org.tallystick.web.Dates;

/** Gives a community a new version of its terms. Those before stay what they were. */
@ApplicationScoped
public class PublishTerms {
    private static final int MOST_VERSIONS = 200;
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_GRACE_DAYS = 365;

    private final Terms terms;
    private final Communities communities;
    private final AccessChanges changes;
    private final Clock clock;

    PublishTerms(Terms terms, Communities communities, AccessChanges changes, Clock clock) {
        this.terms = terms;
        this.communities = communities;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * What a client writes.
     *
     * @param text plain or Markdown
     * @param effectiveOn today or later, and no earlier than the version before
     * @param graceDays 0 if absent
     */
    @Schema(name = "NewTerms")
    public record Body(
            @Nullable String language,
            @Nullable String title,
            @Nullable String text,
            @Nullable String effectiveOn,
            @Nullable Integer graceDays,
            @Nullable String reason) {}

    /** @throws ProblemException {@code malformed}; {@code state-conflict} where no more versions fit */
    @Transactional
    public TermsView publish(Access by, Body body) {
        CommunityFacts community = by.community();
        communities.locked(community.id());
        Optional<TermsView> before = terms.last(community);
        FieldErrors errors = new FieldErrors();
        Optional<String> language = errors.read("language", body.language(), Languages::read);
        Optional<String> title = errors.read("title", body.title(), given -> Text.read(given, LONGEST_TITLE));
        Optional<String> text = errors.read("text", body.text(), TermsText::read);
        Optional<LocalDate> effectiveOn = errors.read(
                "effectiveOn", body.effectiveOn(), given -> notBefore(Dates.read(given), earliest(community, before)));
        int graceDays = body.graceDays() == null ? 0 : body.graceDays();
        if (graceDays < 0 || graceDays > MOST_GRACE_DAYS) {
            errors.add("graceDays", "malformed", "is 0 to " + MOST_GRACE_DAYS);
        }
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        int version = before.map(TermsView::version).orElse(0) + 1;
        if (version > MOST_VERSIONS) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "There are " + MOST_VERSIONS + " versions, and no more fit.");
        }
        terms.add(
                community.id(),
                new TermsView(
                        version,
                        language.orElseThrow(),
                        title.orElseThrow(),
                        effectiveOn.orElseThrow(),
                        graceDays,
                        false,
                        clock.instant(),
                        text.orElseThrow()),
                by.caller().id());
        TermsView published = terms.required(community, version);
        // Whoever is remembered as allowed to trade is looked at again.
        changes.raise(community.id());
        changes.record(
                community.id(),
                Subject.COMMUNITY,
                community.id().value().toString(),
                by.caller().actor(),
                reason,
                null,
                Map.of("terms", toValues(published)));
        return published;
    }

    private LocalDate earliest(CommunityFacts community, Optional<TermsView> before) {
        LocalDate today = terms.today(community);
        return before.map(TermsView::effectiveOn).filter(today::isBefore).orElse(today);
    }

    private static LocalDate notBefore(LocalDate date, LocalDate earliest) {
        if (date.isBefore(earliest)) {
            throw new IllegalArgumentException("is " + earliest + " or later");
        }
        return date;
    }

    private static Map<String, Object> toValues(TermsView published) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("version", published.version());
        values.put("language", published.language());
        values.put("title", published.title());
        values.put("effectiveOn", published.effectiveOn().toString());
        values.put("graceDays", published.graceDays());
        return values;
    }
}
