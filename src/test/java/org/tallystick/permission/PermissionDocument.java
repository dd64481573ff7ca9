package org.tallystick.permission;

import java.util.Optional;
import org.tallystick.security.Permission;
import org.tallystick.security.Reach;
import org.tallystick.security.Role;
import org.tallystick.security.Scope;

/** The table of permissions as a text for people. */
final class PermissionDocument {
    private static final String HEAD = """
            # Who may do what

            This document is made from `org.tallystick.security.Permission`, the one table in the code, and a test compares the
            two; another test calls every operation as every role, about one's own member, about another one and in another
            community, and finds it answered as the table says. How roles are given: [identity.md](identity.md).

            A person may hold several roles, and then has what any of them gives. Three hold for one's own members alone, and
            come from being one of a member's users; the others are offices. A program has what its scopes give, in the
            communities that let it in; where a community's rule `clientConsent` is `members`, it does by `trades:write`,
            `accounts:read` and `statements:read` only what concerns members who have consented.

            ## Roles

            """;

    private static final String PERMISSIONS = """

            ## Permissions of people

            `•` for every member and the community as a whole · `own` for the members for whom they act (a mediator: for what they
            recorded) · `group` for the members of the groups that they look after · `med` for every member, where the community's
            rule `mediation` is `administrators`

            """;

    private static final String SCOPES = """

            ## Permissions of programs

            `•` for every member (who has consented, where that is asked for) · `own` for what it recorded itself

            """;

    private PermissionDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("| Role | Who |\n|---|---|\n");
        for (Role role : Role.values()) {
            text.append("| `")
                    .append(role.value())
                    .append("` | ")
                    .append(role.words())
                    .append(" |\n");
        }
        text.append(PERMISSIONS);
        row(text, "May", Role.values(), PermissionDocument::shortOf);
        rule(text, Role.values().length);
        for (Permission permission : Permission.values()) {
            row(text, permission.words(), Role.values(), role -> sign(permission.of(role)));
        }
        text.append(SCOPES);
        row(text, "May", Scope.values(), scope -> "`" + scope.value() + "`");
        rule(text, Scope.values().length);
        for (Permission permission : Permission.values()) {
            if (!permission.scopes().isEmpty()) {
                row(text, permission.words(), Scope.values(), scope -> sign(permission.of(scope)));
            }
        }
        return text.toString();
    }

    private interface Cell<T> {
        String of(T column);
    }

    private static <T> void row(StringBuilder text, String first, T[] columns, Cell<T> cell) {
        text.append("| ").append(first);
        for (T column : columns) {
            text.append(" | ").append(cell.of(column));
        }
        text.append(" |\n");
    }

    private static void rule(StringBuilder text, int columns) {
        text.append("|---").append("|:-:".repeat(columns)).append("|\n");
    }

    private static String shortOf(Role role) {
        return role == Role.LOCAL_ADMINISTRATOR ? "local adm." : role == Role.ADMINISTRATOR ? "adm." : role.value();
    }

    private static String sign(Optional<Reach> reach) {
        return reach.map(one -> switch (one) {
                    case ANY -> "•";
                    case MEDIATED -> "med";
                    case GROUP -> "group";
                    case OWN -> "own";
                })
                .orElse("");
    }
}
