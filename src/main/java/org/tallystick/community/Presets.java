package org.tallystick.community;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.problem.FieldErrors;

/**
 * The presets, each a file of {@code presets}. A field that this version does not know says something to another: it is
 * passed over here, and found by the test of the files.
 */
@ApplicationScoped
public class Presets {
    private static final String FOLDER = "presets/";
    private static final String INDEX = "index.json";
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final List<Preset> all = load();

    /** In the order in which they are offered. */
    public List<Preset> all() {
        return all;
    }

    /** Empty with an error noted if there is none of that name. */
    Optional<Preset> find(String code, FieldErrors errors) {
        Optional<Preset> found =
                all.stream().filter(preset -> preset.code().equals(code)).findFirst();
        if (found.isEmpty()) {
            errors.add(
                    "preset",
                    "unknown",
                    "is none of " + all.stream().map(Preset::code).collect(Collectors.joining(", ")));
        }
        return found;
    }

    static Preset read(String code, String text, ObjectMapper json) throws JsonProcessingException {
        return json.treeToValue(((ObjectNode) json.readTree(text)).put("code", code), Preset.class);
    }

    private static List<Preset> load() {
        try {
            List<Preset> presets = new ArrayList<>();
            for (String code : JSON.readValue(text(INDEX), new TypeReference<List<String>>() {})) {
                presets.add(read(code, text(code + ".json"), JSON));
            }
            return List.copyOf(presets);
        } catch (IOException e) {
            throw new UncheckedIOException("the presets cannot be read", e);
        }
    }

    static String text(String file) throws IOException {
        ClassLoader loader = Presets.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(FOLDER + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
