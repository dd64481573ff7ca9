package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.group.Groups;
import org.tallystick.job.RunningJob;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.AccessControl;
import org.tallystick.security.MemberId;

/** Does what the rows of a file of members ask for: in one transaction, all or nothing. */
@ApplicationScoped
class EnrolListed {
    private final Communities communities;
    private final EnrolMembers enrolMembers;
    private final Groups groups;
    private final FourEyesRules rules;
    private final AccessControl accessControl;
    private final AccessChanges changes;
    private final Database database;
    private final Clock clock;

    EnrolListed(
            Communities communities,
            EnrolMembers enrolMembers,
            Groups groups,
            FourEyesRules rules,
            AccessControl accessControl,
            AccessChanges changes,
            Database database,
            Clock clock) {
        this.communities = communities;
        this.enrolMembers = enrolMembers;
        this.groups = groups;
        this.rules = rules;
        this.accessControl = accessControl;
        this.changes = changes;
        this.database = database;
        this.clock = clock;
    }

    /** How many of the rows are new, are changed, and were so already. */
    record Result(long added, long changed, long same) {}

    /** Notes what is wrong, and then, or in a dry run, writes nothing. */
    @Transactional
    Result enrol(RunningJob job, List<ListedEnrolment> rows, Reason reason) {
        CommunityId community = job.community().id();
        // Under this lock no rights change in the community, and nobody else is enrolled.
        communities.locked(community);
        Access access = job.access(accessControl);
        EnrolmentPlan plan = plan(access, rows);
        if (job.errors().isEmpty() && !job.dryRun()) {
            write(access, plan, reason);
        }
        return new Result(plan.added().size(), plan.changed().size(), plan.same());
    }

    private EnrolmentPlan plan(Access access, List<ListedEnrolment> rows) {
        CommunityId community = access.community().id();
        List<String> handles = rows.stream().map(ListedEnrolment::handle).toList();
        Map<String, Member> present = new HashMap<>();
        database.with(connection -> new MemberSql(connection, community).all(handles))
                .forEach(member -> present.put(member.handle().value(), member));
        EnrolmentRights rights = new EnrolmentRights(
                access,
                groups.byCode(community),
                groups.administeredBy(community, access.caller().id()),
                groups.belongings(
                        community, present.values().stream().map(Member::id).toList()),
                FirstLimitsAlone.of(
                        rules,
                        community,
                        communities.byId(community).orElseThrow().defaultCurrency()));
        return EnrolmentPlan.of(rows, present, rights);
    }

    private void write(Access access, EnrolmentPlan plan, Reason reason) {
        CommunityId community = access.community().id();
        Actor actor = access.caller().actor();
        Instant now = clock.instant();
        List<Groups.Belongs> joins = new ArrayList<>();
        List<Change> records = new ArrayList<>();
        if (!plan.added().isEmpty()) {
            List<NewMember> members =
                    plan.added().stream().map(one -> one.row().member()).toList();
            List<MemberId> ids = enrolMembers.enrol(community, members, actor, reason);
            for (int i = 0; i < ids.size(); i++) {
                join(plan.added().get(i), ids.get(i), actor, reason, joins, records);
            }
        }
        for (EnrolmentPlan.Changed changed : plan.changed()) {
            if (changed.profile()) {
                changeProfile(community, changed, actor, reason, now);
            }
            join(changed.joining(), changed.member().id(), actor, reason, joins, records);
        }
        if (!joins.isEmpty()) {
            groups.join(community, joins);
            changes.raise(community);
            database.with(connection -> {
                ChangeRecords.write(connection, community, now, records);
                return true;
            });
        }
    }

    private static void join(
            EnrolmentPlan.Joining joining,
            MemberId member,
            Actor actor,
            Reason reason,
            List<Groups.Belongs> joins,
            List<Change> records) {
        joining.groups().forEach((code, group) -> {
            joins.add(new Groups.Belongs(group, member));
            records.add(Change.made(
                            Subject.GROUP,
                            code,
                            actor,
                            reason,
                            new HashMap<>(Map.of("member", joining.row().handle())))
                    .concerning(member.value()));
        });
    }

    private void changeProfile(
            CommunityId community, EnrolmentPlan.Changed changed, Actor actor, Reason reason, Instant now) {
        NewMember wanted = changed.joining().row().member();
        MemberChange change = new MemberChange(
                Optional.of(wanted.name()),
                Optional.of(wanted.kind()),
                wanted.email().map(Optional::of),
                Optional.empty(),
                Map.of(),
                reason,
                OptionalLong.empty());
        UUID id = Ids.next();
        database.with(connection -> {
            change.write(connection, community, changed.member().id(), id, actor, now);
            return id;
        });
    }
}
