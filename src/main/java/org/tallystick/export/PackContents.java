package org.tallystick.export;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a pack: for people as a page and as text, and for {@code sha256sum -c}.
 *
 * @param title whose pack it is
 * @param facts about it, a sentence a line
 */
record PackContents(String title, List<String> facts, List<PackFile> files) {
    /** The build checks that the page names only what is there. */
    @CheckedTemplate(basePath = "export")
    static final class Pages {
        private Pages() {}

        static native TemplateInstance contents(PackContents contents);
    }

    byte[] html() {
        return Pages.contents(this).render().getBytes(StandardCharsets.UTF_8);
    }

    byte[] text() {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.add("");
        lines.addAll(facts);
        for (PackFile file : files) {
            lines.add("");
            lines.add(file.path());
            lines.add("  " + file.title());
            lines.add("  rows: " + file.rows() + ", bytes: " + file.size());
            lines.add("  SHA-256: " + file.sha256());
        }
        return bytes(lines);
    }

    byte[] sums() {
        return bytes(
                files.stream().map(file -> file.sha256() + "  " + file.path()).toList());
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
