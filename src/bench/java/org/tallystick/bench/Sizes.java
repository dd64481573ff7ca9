package org.tallystick.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was measured at every size, kept between runs: so one size can be measured anew without the others. */
record Sizes(List<Grown> all) {
    private static final Path FILE = Path.of("docs/performance/growth.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Sizes none() {
        return new Sizes(List.of());
    }

    static Sizes kept() throws IOException {
        return Files.exists(FILE) ? new Sizes(JSON.readValue(FILE.toFile(), new TypeReference<>() {})) : none();
    }

    /** In the order of size; what was measured of this size before is replaced. */
    Sizes with(Grown grown) {
        List<Grown> sizes = new ArrayList<>(all);
        sizes.removeIf(other -> other.size().equals(grown.size()));
        sizes.add(grown);
        sizes.sort(Comparator.comparing(one -> one.size().entries()));
        return new Sizes(List.copyOf(sizes));
    }

    void keep() throws IOException {
        Files.createDirectories(FILE.getParent());
        JSON.writeValue(FILE.toFile(), all);
    }
}
