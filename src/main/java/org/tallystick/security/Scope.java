package org.tallystick.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an exchange system may be granted in a community. */
public enum Scope {
    TRADES_WRITE("trades:write"),
    ACCOUNTS_READ("accounts:read"),
    MEMBERS_WRITE("members:write"),
    STATEMENTS_READ("statements:read"),
    LIMITS_WRITE("limits:write");

    private final String value;

    Scope(String value) {
        this.value = value;
    }

    /** Whether a program acts for a member by it; then a community may have the member's consent demanded. */
    public boolean actsForMembers() {
        return switch (this) {
            case TRADES_WRITE, ACCOUNTS_READ, STATEMENTS_READ -> true;
            case MEMBERS_WRITE, LIMITS_WRITE -> false;
        };
    }

    /** As it stands in tokens and requests: {@code trades:write}. */
    public String value() {
        return value;
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static Scope of(String value) {
        return Arrays.stream(values())
                .filter(scope -> scope.value.equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + format(EnumSet.allOf(Scope.class)).replace(" ", ", ")));
    }

    /** Those that are known among the values; a token of a newer version may hold others. */
    public static Set<Scope> known(Collection<String> values) {
        return Arrays.stream(values())
                .filter(scope -> values.contains(scope.value))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Separated by spaces, as RFC 6749 §3.3 has it. */
    public static String format(Collection<Scope> scopes) {
        return String.join(" ", values(scopes));
    }

    public static List<String> values(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::value).toList();
    }
}
