package org.tallystick.bench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured at one size.
 *
 * @param machine in words
 */
record Grown(Size size, String machine, Map<Figure, Double> figures) {
    Grown {
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    double value(Figure figure) {
        Double value = figures.get(figure);
        if (value == null) {
            throw new IllegalStateException(figure + " was not measured at " + size);
        }
        return value;
    }
}
