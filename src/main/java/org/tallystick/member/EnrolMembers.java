package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.account.LimitOrigins;
import org.tallystick.change.Actor;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Database;
import org.tallystick.posting.OpenAccounts;
import org.tallystick.problem.FieldError;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.MemberId;

/**
 * Enrols members, one or thousands, with a fixed number of statements in the caller's transaction: the member, a user {@code
 * handle@slug} without password who owns it, and an account in each currency.
 */
@ApplicationScoped
public class EnrolMembers {
    /** The most that are enrolled at once. */
    public static final int MOST = 10_000;

    private final Communities communities;
    private final FirstLimits firstLimits;
    private final UsedHandles usedHandles;
    private final Database database;
    private final Clock clock;

    EnrolMembers(
            Communities communities, FirstLimits firstLimits, UsedHandles usedHandles, Database database, Clock clock) {
        this.communities = communities;
        this.firstLimits = firstLimits;
        this.usedHandles = usedHandles;
        this.database = database;
        this.clock = clock;
    }

    /**
     * All of them or none.
     *
     * @param enrolledBy a user or client
     * @return their ids, in the order given
     * @throws ProblemException {@code already-exists} naming {@code handle} (of one), or {@code members[i].handle}
     */
    @Transactional
    public List<MemberId> enrol(CommunityId id, List<NewMember> members, Actor enrolledBy, Reason reason) {
        return enrol(id, members, Set.of(), Optional.of(enrolledBy), reason);
    }

    /**
     * The same for members who will belong to these groups, by which a credit policy may ask.
     *
     * @param groups their codes; the members join them afterwards
     */
    @Transactional
    public List<MemberId> enrol(
            CommunityId id, List<NewMember> members, Set<String> groups, Actor enrolledBy, Reason reason) {
        return enrol(id, members, groups, Optional.of(enrolledBy), reason);
    }

    /** Somebody who enrols themselves: the login that is made for the member is who does it. They
     * begin without credit, unless a credit policy gives them some. Throws as {@link #enrol} does. */
    @Transactional
    public MemberId enrolThemselves(CommunityId id, NewMember member, Reason reason) {
        return enrol(id, List.of(member), Set.of(), Optional.empty(), reason).get(0);
    }

    private List<MemberId> enrol(
            CommunityId id, List<NewMember> members, Set<String> groups, Optional<Actor> enrolledBy, Reason reason) {
        if (members.isEmpty() || members.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " members are enrolled at once, not " + members.size());
        }
        Community community = communities.locked(id);
        community.requireOpen();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, community.timeZone());
        Map<CurrencyCode, FirstLimits.Rule> rules = rules(community, today);
        List<Enrolment> enrolments = members.stream()
                .map(member -> Enrolment.of(community, member, today, groups, rules, enrolledBy.isEmpty()))
                .toList();
        return database.with(connection -> {
            refuseTaken(connection, id, members);
            return write(connection, community, enrolments, now, enrolledBy, reason);
        });
    }

    private Map<CurrencyCode, FirstLimits.Rule> rules(Community community, LocalDate today) {
        Map<CurrencyCode, FirstLimits.Rule> rules = new HashMap<>();
        for (CommunityCurrency one : community.currencies()) {
            firstLimits
                    .inForce(community.id(), one.currency(), today)
                    .ifPresent(rule -> rules.put(one.currency().code(), rule));
        }
        return rules;
    }

    private static List<MemberId> write(
            Connection connection,
            Community community,
            List<Enrolment> enrolments,
            Instant now,
            Optional<Actor> enrolledBy,
            Reason reason)
            throws SQLException {
        EnrolmentSql sql = new EnrolmentSql(connection, community.id());
        sql.insertMembers(enrolments, now);
        sql.insertUsers(enrolments, community.slug(), now);
        sql.insertOwners(enrolments);
        OpenAccounts.open(
                connection,
                community.id(),
                enrolments.stream().flatMap(one -> one.accounts().stream()).toList());
        LimitOrigins.write(
                connection,
                community.id(),
                enrolments.stream()
                        .flatMap(one -> one.origins(enrolledBy.orElse(Actor.of(one.user())), reason).stream())
                        .toList());
        ChangeRecords.write(
                connection,
                community.id(),
                now,
                enrolments.stream()
                        .flatMap(
                                one -> one.changes(community, enrolledBy.orElse(Actor.of(one.user())), reason).stream())
                        .toList());
        return enrolments.stream().map(one -> one.member().id()).toList();
    }

    private void refuseTaken(Connection connection, CommunityId id, List<NewMember> members) throws SQLException {
        List<String> handles =
                members.stream().map(member -> member.handle().value()).toList();
        Set<String> seen = new HashSet<>(usedHandles.among(connection, id, handles));
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            if (!seen.add(handles.get(i))) {
                String field = handles.size() == 1 ? "handle" : "members[" + i + "].handle";
                errors.add(new FieldError(field, "taken", "\"" + handles.get(i) + "\" is or was another member's"));
            }
        }
        if (!errors.isEmpty()) {
            FieldError first = errors.get(0);
            throw new Problem(
                            ProblemType.ALREADY_EXISTS,
                            first.field() + " " + first.detail() + ".",
                            errors.subList(0, Math.min(errors.size(), 50)),
                            Map.of())
                    .asException();
        }
    }
}
