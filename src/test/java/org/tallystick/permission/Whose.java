package org.tallystick.permission;

/** A column of the table: what a request is about. */
enum Whose {
    /** The member for whom the users act, who belongs to the group of the local administrator. */
    OWN,
    /** Another member of the same community. */
    OTHER,
    /** A member of another community, where the caller is nothing. */
    ELSEWHERE
}
