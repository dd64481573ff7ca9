package org.tallystick.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers what comes one by one, and hands it on so many at once. */
final class Chunks<T> {
    private final int size;
    private final Consumer<List<T>> each;
    private List<T> gathered = new ArrayList<>();

    Chunks(int size, Consumer<List<T>> each) {
        this.size = size;
        this.each = each;
    }

    void add(T one) {
        gathered.add(one);
        if (gathered.size() == size) {
            end();
        }
    }

    /** Hands on the rest. */
    void end() {
        if (!gathered.isEmpty()) {
            List<T> full = gathered;
            gathered = new ArrayList<>();
            each.accept(full);
        }
    }
}
