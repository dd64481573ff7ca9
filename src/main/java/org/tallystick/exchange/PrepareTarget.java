package org.tallystick.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.community.CreateCommunity;
import org.tallystick.community.NewCommunity;
import org.tallystick.community.Settings;
import org.tallystick.community.Slug;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.member.EnrolMembers;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Makes what an import needs and is not there: the community, and its members. Where another import of the same files does
 * that at this moment, through this instance or another, what it has made is taken.
 */
@ApplicationScoped
class PrepareTarget {
    private static final Reason REASON = new Reason("imported");
    private static final int MEMBERS_AT_ONCE = 2_000;

    private final ImportTarget target;
    private final CreateCommunity createCommunity;
    private final EnrolMembers enrolMembers;

    PrepareTarget(ImportTarget target, CreateCommunity createCommunity, EnrolMembers enrolMembers) {
        this.target = target;
        this.createCommunity = createCommunity;
        this.enrolMembers = enrolMembers;
    }

    /** @return the community; nothing if it is another than the plan's, which is noted */
    Optional<Community> prepare(ImportPlan plan, UUID operator, RowErrors errors) {
        Community community = target.existing(plan).orElseGet(() -> createOrTake(plan, operator));
        target.requireSame(community, plan.community(), errors);
        if (!errors.isEmpty()) {
            return Optional.empty();
        }
        enrolMissing(plan, community, operator);
        return Optional.of(community);
    }

    private Community createOrTake(ImportPlan plan, UUID operator) {
        try {
            return createCommunity.create(newCommunity(plan), Actor.of(operator));
        } catch (ProblemException e) {
            requireAlreadyExists(e);
            return target.existing(plan).orElseThrow(() -> e);
        }
    }

    private void enrolMissing(ImportPlan plan, Community community, UUID operator) {
        List<ImportedMember> missing = missing(plan, community);
        while (!missing.isEmpty()) {
            int before = missing.size();
            List<ImportedMember> some = missing.subList(0, Math.min(before, MEMBERS_AT_ONCE));
            try {
                enrolMembers.enrol(
                        community.id(),
                        some.stream().map(ImportedMember::member).toList(),
                        Actor.of(operator),
                        REASON);
                missing = missing.subList(some.size(), before);
            } catch (ProblemException e) {
                requireAlreadyExists(e);
                missing = missing(plan, community);
                if (missing.size() == before) {
                    throw e;
                }
            }
        }
    }

    private List<ImportedMember> missing(ImportPlan plan, Community community) {
        Map<String, AccountId> present = target.resolve(community.id(), plan);
        return plan.members().stream()
                .filter(member -> !present.containsKey(member.handle()))
                .toList();
    }

    private static void requireAlreadyExists(ProblemException e) {
        if (e.problem().type() != ProblemType.ALREADY_EXISTS) {
            throw e;
        }
    }

    private static NewCommunity newCommunity(ImportPlan plan) {
        ImportedCommunity community = plan.community();
        CommunityCurrency currency = new CommunityCurrency(community.currency(), new CreditLimit(0), BalanceCap.NONE);
        return new NewCommunity(
                new Slug(community.slug()), community.name(), community.timeZone(), List.of(currency), Settings.USUAL);
    }
}
