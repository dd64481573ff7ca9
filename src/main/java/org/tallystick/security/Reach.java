package org.tallystick.security;

/** For whom somebody holds a permission. */
public enum Reach {
    /** For every member of the community, and for its own accounts. */
    ANY("every member"),
    /** For every member, where the community has its administrators mediate. */
    MEDIATED("every member, where administrators mediate"),
    /** For the members of the groups that they administer. */
    GROUP("members of their groups"),
    /** For the members for whom they act; an office or a program: for what it recorded itself. */
    OWN("their own");

    private final String words;

    Reach(String words) {
        this.words = words;
    }

    /** As the documentation says it. */
    public String words() {
        return words;
    }
}
