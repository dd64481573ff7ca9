package org.tallystick.levy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.Approvals;
import org.tallystick.approval.AskApproval;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Reason;
import org.tallystick.credit.PolicyPlace;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** New levies, which wait for a second administrator where the community wants two to agree on policies. */
@ApplicationScoped
class LevyApprovals implements Approvable {
    private static final String KIND = "levy";
    private static final int LONGEST_SUMMARY = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> ACT = new TypeReference<>() {};

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final Approvals approvals;
    private final PolicyPlace.Finder places;
    private final MakeLevy makeLevy;

    LevyApprovals(
            FourEyesRules rules,
            AskApproval asking,
            Approvals approvals,
            PolicyPlace.Finder places,
            MakeLevy makeLevy) {
        this.rules = rules;
        this.asking = asking;
        this.approvals = approvals;
        this.places = places;
        this.makeLevy = makeLevy;
    }

    /** @return empty where one decides alone */
    Optional<Approval> ask(Access access, PolicyPlace place, LevyBody body) {
        if (!rules.of(place.community()).policies()) {
            return Optional.empty();
        }
        FieldErrors errors = new FieldErrors();
        LevyReader reader = makeLevy.reader(errors, place);
        LocalDate from = reader.from(body);
        reader.terms(body);
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        String currency = place.currency().code().value();
        Map<String, @Nullable Object> act = new HashMap<>();
        act.put("currency", currency);
        act.put("levy", JSON.convertValue(body, ACT));
        return Optional.of(
                asking.ask(access, Optional.empty(), KIND, summary(currency, from, body), act, List.of(), reason));
    }

    /** The rules as they were sent; what does not fit is in the act. */
    private static String summary(String currency, LocalDate from, LevyBody body) {
        Map<String, @Nullable Object> terms = new TreeMap<>(JSON.convertValue(body, ACT));
        terms.keySet().removeAll(List.of("from", "reason"));
        terms.values().removeIf(Objects::isNull);
        String summary = "A new levy in " + currency + " from " + from + ": " + JSON.valueToTree(terms);
        return summary.length() > LONGEST_SUMMARY ? summary.substring(0, LONGEST_SUMMARY - 1) + "…" : summary;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.MANAGE_POLICIES;
    }

    /** Where the second took their time, it holds from the day of their decision. */
    @Override
    @Transactional
    public String perform(Access by, Approved approved) {
        by.require(Permission.MANAGE_POLICIES);
        PolicyPlace place = places.of(by, approved.text("currency"));
        if (approvals.isDone(place.community(), approved.id())) {
            return "The levy is made";
        }
        LevyBody asked = JSON.convertValue(approved.act().get("levy"), LevyBody.class);
        boolean past = asked.from() != null && LocalDate.parse(asked.from()).isBefore(place.today());
        LevyPolicy made = makeLevy.make(by, place, past ? asked.from(null) : asked);
        String outcome = "Version " + made.version() + " holds from " + made.from();
        approvals.done(place.community(), approved.id(), outcome);
        return outcome;
    }
}
