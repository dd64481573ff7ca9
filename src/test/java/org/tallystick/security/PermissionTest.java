package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must be true of the table, whatever it says of the one or other permission; docs/permissions.md has it whole. */
class PermissionTest {
    private static final Set<Role> OF_MEMBERS = EnumSet.of(Role.OWNER, Role.SPENDER, Role.VIEWER);

    private static final EnumSet<Permission> OF_OWNERS = EnumSet.of(
            Permission.GIVE_CONSENT,
            Permission.CHANGE_OWN_PROFILE,
            Permission.ACCEPT_TERMS,
            Permission.OPEN_DISPUTES,
            Permission.MAKE_ACCEPTANCE_RULES);

    /** What an auditor may do without changing anything: its names begin so. */
    private static final Set<String> HARMLESS = Set.of("SEE", "VERIFY", "EXPORT");

    @Test
    void anOperatorMayDoEverythingButWhatMembersSayOfThemselves() {
        assertThat(of(Role.OPERATOR)).isEqualTo(EnumSet.complementOf(OF_OWNERS));
        assertThat(Permission.values())
                .allMatch(permission -> permission
                        .of(Role.OPERATOR)
                        .map(reach -> reach == Reach.ANY)
                        .orElse(OF_OWNERS.contains(permission)));
    }

    @Test
    void anAdministratorMayDoEverythingInTheCommunityAndNothingInTheInstallation() {
        assertThat(of(Role.ADMINISTRATOR))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(
                        Permission.CREATE_COMMUNITIES,
                        Permission.IMPORT_COMMUNITIES,
                        Permission.MANAGE_USERS,
                        Permission.SEE_INSTALLATION_CHANGES,
                        Permission.MANAGE_KEYS,
                        Permission.GIVE_CONSENT,
                        Permission.ACCEPT_TERMS,
                        Permission.OPEN_DISPUTES,
                        Permission.MAKE_ACCEPTANCE_RULES,
                        Permission.CHANGE_OWN_PROFILE)));
    }

    @Test
    void anAdministratorTradesForMembersOnlyWhereTheCommunityHasTradesMediated() {
        assertThat(Permission.RECORD_TRADES.of(Role.ADMINISTRATOR)).contains(Reach.MEDIATED);
    }

    @Test
    void anAuditorReadsEverythingAndChangesNothing() {
        assertThat(of(Role.AUDITOR))
                .filteredOn(permission -> permission != Permission.MANAGE_ONESELF && !isOfOnesJobs(permission))
                .allMatch(permission -> HARMLESS.contains(permission.name().split("_")[0]));
        assertThat(Permission.values())
                .filteredOn(permission ->
                        permission.name().startsWith("SEE_") && permission != Permission.SEE_INSTALLATION_CHANGES)
                .allMatch(permission -> permission.of(Role.AUDITOR).equals(Optional.of(Reach.ANY)));
    }

    @Test
    void aLocalAdministratorHasNoMoreThanAnAdministratorAndReachesNobodyBeyondTheGroups() {
        assertThat(of(Role.ADMINISTRATOR)).containsAll(of(Role.LOCAL_ADMINISTRATOR));
        for (Permission permission : of(Role.LOCAL_ADMINISTRATOR)) {
            if (isOfOnesJobs(permission)) {
                continue;
            }
            boolean ofAMember = OF_MEMBERS.stream()
                    .map(permission::of)
                    .flatMap(Optional::stream)
                    .anyMatch(reach -> reach == Reach.OWN);
            Reach reach = permission.of(Role.LOCAL_ADMINISTRATOR).orElseThrow();
            assertThat(reach == Reach.GROUP)
                    .as(permission.name())
                    .isEqualTo(ofAMember || (!permission.name().startsWith("SEE") && !isOfOneself(permission)));
        }
        assertThat(of(Role.LOCAL_ADMINISTRATOR)).doesNotContain(Permission.RECORD_TRADES, Permission.REVERSE_TRADES);
    }

    @Test
    void theRolesOfAMemberReachTheirOwnMembersAndWhatEveryoneInTheCommunityMay() {
        for (Role role : OF_MEMBERS) {
            assertThat(of(role))
                    .filteredOn(permission -> permission.of(role).equals(Optional.of(Reach.ANY)))
                    .as(role.name())
                    .containsExactlyInAnyOrder(
                            Permission.SEE_COMMUNITY,
                            Permission.SEE_CLIENTS,
                            Permission.SEE_MEMBERS,
                            Permission.SEE_ONESELF,
                            Permission.MANAGE_ONESELF);
        }
    }

    @Test
    void anOwnerMayWhatASpenderMayAndASpenderWhatAViewerMay() {
        assertThat(of(Role.OWNER)).containsAll(of(Role.SPENDER));
        assertThat(of(Role.SPENDER)).containsAll(of(Role.VIEWER));
        assertThat(of(Role.SPENDER)).contains(Permission.RECORD_TRADES).doesNotContain(Permission.MANAGE_MEMBERSHIPS);
        assertThat(of(Role.VIEWER))
                .doesNotContain(Permission.RECORD_TRADES, Permission.REVERSE_TRADES, Permission.OPEN_DISPUTES);
    }

    @Test
    void aMediatorEntersTradesAndResolvesDisputes() {
        assertThat(of(Role.MEDIATOR))
                .containsExactlyInAnyOrder(
                        Permission.SEE_COMMUNITY,
                        Permission.SEE_MEMBERS,
                        Permission.RECORD_TRADES,
                        Permission.ENTER_SLIPS,
                        Permission.SEE_TRADES,
                        Permission.SEE_DISPUTES,
                        Permission.RESOLVE_DISPUTES,
                        Permission.SEE_ONESELF,
                        Permission.MANAGE_ONESELF);
        assertThat(Permission.SEE_TRADES.of(Role.MEDIATOR)).contains(Reach.OWN);
    }

    @Test
    void aScopeGivesWhatItsNameSays() {
        Map<Scope, Set<String>> expected = new TreeMap<>(Map.of(
                Scope.TRADES_WRITE,
                Set.of(
                        "SEE_COMMUNITY",
                        "SEE_MEMBERS",
                        "SEE_TRADES",
                        "RECORD_TRADES",
                        "REVERSE_TRADES",
                        "MANAGE_PAYMENT_LINKS",
                        "SEE_PAYMENT_LINKS",
                        "OPEN_DISPUTES",
                        "SEE_DISPUTES",
                        "SEE_ONESELF"),
                Scope.ACCOUNTS_READ,
                Set.of(
                        "SEE_COMMUNITY",
                        "SEE_MEMBERS",
                        "SEE_ACCOUNTS",
                        "SEE_LIMIT_HISTORY",
                        "SEE_TRADES",
                        "SEE_ONESELF"),
                Scope.MEMBERS_WRITE,
                Set.of(
                        "SEE_COMMUNITY",
                        "SEE_MEMBERS",
                        "SEE_PROFILES",
                        "ENROL_MEMBERS",
                        "CHANGE_MEMBERS",
                        "LEAVE",
                        "SEE_JOBS",
                        "SEE_ONESELF"),
                Scope.STATEMENTS_READ,
                Set.of("SEE_COMMUNITY", "SEE_TRADES", "SEE_STATEMENTS", "SEE_JOBS", "CANCEL_JOBS", "SEE_ONESELF"),
                Scope.LIMITS_WRITE,
                Set.of(
                        "SEE_COMMUNITY",
                        "SEE_MEMBERS",
                        "SEE_ACCOUNTS",
                        "SET_LIMITS",
                        "SEE_LIMIT_HISTORY",
                        "SEE_JOBS",
                        "SEE_ONESELF")));
        for (Scope scope : Scope.values()) {
            Set<String> held = Arrays.stream(Permission.values())
                    .filter(permission -> permission.of(scope).isPresent())
                    .map(Enum::name)
                    .collect(Collectors.toSet());
            assertThat(held).as(scope.value()).isEqualTo(expected.get(scope));
        }
    }

    @Test
    void whoHasNoRoleAndNoScopeMayDoNothing() {
        assertThat(Permission.values()).noneMatch(permission -> permission.isHeldBy(Set.of(), Set.of()));
    }

    /** Whoever may export anything asks how it stands, and calls it off; those of others are for those who run the community. */
    @Test
    void whoeverDoesNotRunTheCommunityCancelsTheirOwnExportsAlone() {
        assertThat(Permission.CANCEL_JOBS.of(Role.ADMINISTRATOR)).contains(Reach.ANY);
        for (Role role : List.of(Role.LOCAL_ADMINISTRATOR, Role.AUDITOR, Role.OWNER, Role.SPENDER, Role.VIEWER)) {
            assertThat(Permission.CANCEL_JOBS.of(role)).as(role.name()).contains(Reach.OWN);
        }
        for (Role role : List.of(Role.LOCAL_ADMINISTRATOR, Role.OWNER, Role.SPENDER, Role.VIEWER)) {
            assertThat(Permission.SEE_JOBS.of(role)).as(role.name()).contains(Reach.OWN);
        }
        assertThat(Permission.CANCEL_JOBS.of(Scope.STATEMENTS_READ)).contains(Reach.OWN);
    }

    private static boolean isOfOnesJobs(Permission permission) {
        return permission == Permission.SEE_JOBS || permission == Permission.CANCEL_JOBS;
    }

    private static boolean isOfOneself(Permission permission) {
        return permission == Permission.SEE_ONESELF || permission == Permission.MANAGE_ONESELF;
    }

    private static Set<Permission> of(Role role) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.of(role).isPresent())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }
}
