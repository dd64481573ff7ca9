package org.tallystick.credit;

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
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** New credit policies, which wait for a second administrator where the community wants two to agree on them. */
@ApplicationScoped
class PolicyApprovals implements Approvable {
    private static final String KIND = "policy";
    private static final int LONGEST_SUMMARY = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> ACT = new TypeReference<>() {};

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final Approvals approvals;
    private final PolicyPlace.Finder places;
    private final MakePolicy makePolicy;
    private final SoftLimits softLimits;

    PolicyApprovals(
            FourEyesRules rules,
            AskApproval asking,
            Approvals approvals,
            PolicyPlace.Finder places,
            MakePolicy makePolicy,
            SoftLimits softLimits) {
        this.rules = rules;
        this.asking = asking;
        this.approvals = approvals;
        this.places = places;
        this.makePolicy = makePolicy;
        this.softLimits = softLimits;
    }

    /** @return empty where one decides alone */
    Optional<Approval> ask(Access access, PolicyPlace place, PolicyBody body) {
        if (!rules.of(place.community()).policies()) {
            return Optional.empty();
        }
        FieldErrors errors = new FieldErrors();
        PolicyReader reader = makePolicy.reader(errors, place);
        LocalDate from = reader.from(body);
        reader.terms(body);
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        String currency = place.currency().code().value();
        Map<String, @Nullable Object> act = new HashMap<>();
        act.put("currency", currency);
        act.put("policy", JSON.convertValue(body, ACT));
        return Optional.of(
                asking.ask(access, Optional.empty(), KIND, summary(currency, from, body), act, List.of(), reason));
    }

    /** The rules as they were sent; what does not fit is in the act. */
    private static String summary(String currency, LocalDate from, PolicyBody body) {
        Map<String, @Nullable Object> rules = new TreeMap<>(JSON.convertValue(body, ACT));
        rules.keySet().removeAll(List.of("from", "reason"));
        rules.values().removeIf(Objects::isNull);
        String summary = "A new credit policy of " + currency + " from " + from + ": " + JSON.valueToTree(rules);
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

    @Override
    @Transactional
    public String perform(Access by, Approved approved) {
        by.require(Permission.MANAGE_POLICIES);
        PolicyPlace place = places.of(by, approved.text("currency"));
        if (approvals.isDone(place.community(), approved.id())) {
            return "The policy is made";
        }
        PolicyBody asked = JSON.convertValue(approved.act().get("policy"), PolicyBody.class);
        CreditPolicy made = makePolicy.make(by, place, notInThePast(asked, place.today()));
        softLimits.forget(place.community());
        String outcome = "Version " + made.version() + " holds from " + made.from();
        approvals.done(place.community(), approved.id(), outcome);
        return outcome;
    }

    /** Where the second took their time, it holds from the day of their decision. */
    private static PolicyBody notInThePast(PolicyBody asked, LocalDate today) {
        boolean past = asked.from() != null && LocalDate.parse(asked.from()).isBefore(today);
        return past
                ? new PolicyBody(
                        null,
                        asked.creditLimit(),
                        asked.balanceCap(),
                        asked.softCreditLimit(),
                        asked.softBalanceCap(),
                        asked.settlementDays(),
                        asked.reevaluate(),
                        asked.noticeDays(),
                        asked.reason())
                : asked;
    }
}
