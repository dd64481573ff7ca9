package org.tallystick.chaos.fault;

/** One of the two ways through a connection. */
enum Direction {
    TO_SERVER("what the service says"),
    TO_CLIENT("what the database answers");

    private final String words;

    Direction(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
