package org.tallystick.security;

/** How a user acts for one member. */
public record Membership(MemberRole role) {
    Role asRole() {
        return switch (role) {
            case OWNER -> Role.OWNER;
            case SPENDER -> Role.SPENDER;
            case VIEWER -> Role.VIEWER;
        };
    }

    boolean maySpend() {
        return role != MemberRole.VIEWER;
    }
}
