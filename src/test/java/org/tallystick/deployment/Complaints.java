package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with manifests, one line each: where, and what should be. */
final class Complaints {
    private final List<String> lines = new ArrayList<>();

    void unless(boolean right, String where, String what) {
        if (!right) {
            lines.add(where + ": " + what);
        }
    }

    /** @param json what should stand there */
    void unlessIs(JsonNode node, String pointer, String json, String where) {
        unless(node.at(pointer).equals(Yamls.json(json)), where, pointer + " is " + json);
    }

    /** Something that may be left out, but not otherwise. */
    void unlessAbsentOr(JsonNode node, String pointer, String json, String where) {
        JsonNode found = node.at(pointer);
        unless(found.isMissingNode() || found.equals(Yamls.json(json)), where, pointer + " is " + json + ", or absent");
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
