package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table once more, as it was decided: each role and scope with all that it may do. */
class PermissionTest {
    private static final List<String> SEEING = List.of(
            "SEE_ACCOUNTS",
            "SEE_COMMUNITY",
            "SEE_LIMIT_HISTORY",
            "SEE_MEMBERS",
            "SEE_ONESELF",
            "SEE_STATEMENTS",
            "SEE_TRADES");

    @Test
    void anOperatorMayDoEverything() {
        assertThat(of(Role.OPERATOR)).containsExactlyInAnyOrder(names(EnumSet.allOf(Permission.class)));
    }

    @Test
    void anAdministratorMayDoEverythingInTheCommunityAndMakesNone() {
        assertThat(of(Role.ADMINISTRATOR))
                .containsExactlyInAnyOrder(names(EnumSet.complementOf(
                        EnumSet.of(Permission.CREATE_COMMUNITIES, Permission.IMPORT_COMMUNITIES))));
    }

    @Test
    void aMembersOwnerAndSpenderSeeAndTrade() {
        assertThat(of(Role.OWNER))
                .containsAll(SEEING)
                .contains("RECORD_TRADES", "REVERSE_TRADES")
                .hasSize(SEEING.size() + 2);
        assertThat(of(Role.SPENDER)).containsExactlyInAnyOrderElementsOf(of(Role.OWNER));
    }

    @Test
    void aViewerSeesAlone() {
        assertThat(of(Role.VIEWER)).containsExactlyInAnyOrderElementsOf(SEEING);
    }

    @Test
    void aScopeGivesWhatItsNameSays() {
        Map<Scope, Set<String>> expected = new TreeMap<>(Map.of(
                Scope.TRADES_WRITE,
                Set.of("SEE_COMMUNITY", "SEE_MEMBERS", "SEE_TRADES", "RECORD_TRADES", "REVERSE_TRADES", "SEE_ONESELF"),
                Scope.ACCOUNTS_READ,
                Set.of(
                        "SEE_COMMUNITY",
                        "SEE_MEMBERS",
                        "SEE_ACCOUNTS",
                        "SEE_LIMIT_HISTORY",
                        "SEE_TRADES",
                        "SEE_ONESELF"),
                Scope.MEMBERS_WRITE,
                Set.of("SEE_COMMUNITY", "SEE_MEMBERS", "ENROL_MEMBERS", "CHANGE_MEMBERS", "SEE_ONESELF"),
                Scope.STATEMENTS_READ,
                Set.of("SEE_COMMUNITY", "SEE_TRADES", "SEE_STATEMENTS", "SEE_ONESELF"),
                Scope.LIMITS_WRITE,
                Set.of(
                        "SEE_COMMUNITY",
                        "SEE_MEMBERS",
                        "SEE_ACCOUNTS",
                        "SET_LIMITS",
                        "SEE_LIMIT_HISTORY",
                        "SEE_ONESELF")));
        for (Scope scope : Scope.values()) {
            Set<String> held = Arrays.stream(Permission.values())
                    .filter(permission -> permission.isHeldBy(Set.of(), Set.of(scope)))
                    .map(Enum::name)
                    .collect(Collectors.toSet());
            assertThat(held).as(scope.value()).isEqualTo(expected.get(scope));
        }
    }

    @Test
    void whoHasNoRoleAndNoScopeMayDoNothing() {
        assertThat(Permission.values()).noneMatch(permission -> permission.isHeldBy(Set.of(), Set.of()));
    }

    private static List<String> of(Role role) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.isHeldBy(Set.of(role), Set.of()))
                .map(Enum::name)
                .toList();
    }

    private static String[] names(Set<Permission> permissions) {
        return permissions.stream().map(Enum::name).toArray(String[]::new);
    }
}
