package org.tallystick.platform;

import java.util.stream.Collectors;
import org.tallystick.platform.Settings.Group;
import org.tallystick.platform.Settings.Known;

/** The settings as a text for people. */
final class ConfigurationDocument {
    private static final String HEAD = """
            # Settings

            All that is Tallystick's own to be set, each by an environment variable. This document is made from the code, and a test compares
            the two. What else may be set, the database, the port and the mail server, is in [operations.md](operations.md#configuration).

            Before anything is started the service looks at all of them, and where one will not do it says so and ends: a value of another kind
            or beyond its bounds, or a variable `TALLYSTICK_…` that it does not know. Values of OpenID providers are looked at a moment later, and
            end the start too. `NAME` stands for a name of your own. A duration is written `500ms`, `90s`, `10m`, `24h` or `7d`, a size `512M` or
            `1G`.
            """;

    private ConfigurationDocument() {}

    static String text() {
        return HEAD
                + Settings.groups().stream().map(ConfigurationDocument::group).collect(Collectors.joining());
    }

    private static String group(Group group) {
        return "\n## " + group.heading() + "\n\n| variable | meaning | default | bounds |\n|---|---|---|---|\n"
                + group.settings().stream()
                        .filter(setting -> !setting.meaning().internal())
                        .map(ConfigurationDocument::row)
                        .collect(Collectors.joining());
    }

    private static String row(Known setting) {
        return "| `" + setting.variable() + "` | " + setting.meaning().value() + " | "
                + setting.byDefault()
                        .map(value -> "`" + value + "`")
                        .orElse(setting.meaning().otherwise())
                + " | " + bounds(setting) + " |\n";
    }

    private static String bounds(Known setting) {
        boolean none =
                setting.meaning().least().isEmpty() && setting.meaning().most().isEmpty();
        return none ? "" : SettingsCheck.bounds(setting);
    }
}
