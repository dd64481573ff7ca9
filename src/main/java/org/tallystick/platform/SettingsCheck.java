package org.tallystick.platform;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.tallystick.platform.Settings.Known;

/**
 * Holds what is configured to what settings may be, before anything is started, and says all that is wrong at once. A setting that is not
 * known is wrong too: by a slip of the pen the demo, whose passwords are public, would stay on.
 */
final class SettingsCheck {
    private static final String VARIABLES = "TALLYSTICK_";
    private static final String KEYS = "tallystick.";

    /** What Kubernetes tells every pod of a service that is called like ours. */
    private static final Pattern OF_KUBERNETES = Pattern.compile(
            "TALLYSTICK_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    /** All that the configuration takes for one of the two; anything else it would take for false. */
    private static final Set<String> TRUTHS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0");

    /** Slips in a name beyond which another may be meant. */
    private static final int NEAR = 3;

    private final SmallRyeConfig config;
    private final List<Known> settings = Settings.all();
    private final List<String> complaints = new ArrayList<>();

    private SettingsCheck(Config config) {
        this.config = config.unwrap(SmallRyeConfig.class);
    }

    /** @throws StartFailure with a line for each setting that will not do */
    static void check(Config config) {
        SettingsCheck check = new SettingsCheck(config);
        check.settings.forEach(check::checkValue);
        Set<String> names = StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        names.stream().filter(name -> !isGuessedFromVariable(name, names)).forEach(check::checkName);
        if (!check.complaints.isEmpty()) {
            throw new StartFailure(String.join("\n", check.complaints));
        }
    }

    /** Of a variable whose property it does not know the configuration makes a name: the variable itself is looked at. */
    private static boolean isGuessedFromVariable(String name, Set<String> names) {
        return name.startsWith(KEYS)
                && names.contains(
                        StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT));
    }

    private void checkName(String name) {
        boolean isVariable = name.startsWith(VARIABLES);
        if ((!isVariable && !name.startsWith(KEYS)) || isOfKubernetes(name)) {
            return;
        }
        if (settings.stream().noneMatch(setting -> isOf(setting, name, isVariable))) {
            complaints.add("There is no setting " + name + nearest(name) + ".");
        }
    }

    /** What it calls a port is an address: whoever sets a number there wants another port for the service. */
    private boolean isOfKubernetes(String name) {
        return OF_KUBERNETES.matcher(name).matches()
                && (!name.endsWith("_PORT")
                        || name.endsWith("SERVICE_PORT")
                        || String.valueOf(config.getConfigValue(name).getValue())
                                .contains("://"));
    }

    private static boolean isOf(Known setting, String name, boolean isVariable) {
        // What the program sets itself it sets as a property; in the environment it is a slip.
        return isVariable
                ? !setting.meaning().internal()
                        && name.matches(
                                setting.key().contains("*")
                                        ? setting.variable().replace("_NAME_", "_\\w+_")
                                        : setting.variable())
                : name.matches(setting.key().replace(".", "\\.").replace("*", "[\\w\".-]+") + "(\\[\\d+])?");
    }

    private String nearest(String variable) {
        return settings.stream()
                .filter(setting -> !setting.meaning().internal())
                .map(Known::variable)
                .filter(known -> slips(known, variable) <= NEAR)
                .min(Comparator.comparingInt(known -> slips(known, variable)))
                .map(known -> "; perhaps " + known + " is meant")
                .orElse("");
    }

    /** A name that was not ended is one slip. */
    private static int slips(String known, String variable) {
        return known.startsWith(variable) ? 1 : distance(known, variable);
    }

    /** How many letters must be put in, left out or changed (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private void checkValue(Known setting) {
        if (setting.key().contains("*")) {
            return; // Whoever reads these checks them: only there it is known which names there are.
        }
        String given = config.getConfigValue(setting.key()).getValue();
        if (given == null) {
            return;
        }
        if (given.isBlank()) {
            if (!setting.optional()) {
                complaints.add(setting.variable() + " is empty; leave it out for "
                        + setting.byDefault().orElse("nothing") + ".");
            }
            return;
        }
        Optional<Object> value = converted(setting, given.strip());
        if (value.isEmpty()) {
            complaints.add(setting.variable() + " is '" + given + "', and must be " + kind(setting.type()) + ".");
        } else if (isBeyond(setting, value.get())) {
            complaints.add(setting.variable() + " is " + given + ", and must be " + bounds(setting) + ".");
        }
    }

    private Optional<Object> converted(Known setting, String given) {
        if (setting.type() == boolean.class && !TRUTHS.contains(given.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        try {
            return Optional.of(converted(given, setting.type()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isBeyond(Known setting, Object value) {
        String least = setting.meaning().least();
        String most = setting.meaning().most();
        return (!least.isEmpty() && compare(value, converted(least, setting.type())) < 0)
                || (!most.isEmpty() && compare(value, converted(most, setting.type())) > 0);
    }

    private Object converted(String text, Class<?> type) {
        return config.requireConverter(type).convert(text);
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        return one instanceof MemorySize size
                ? size.asBigInteger().compareTo(((MemorySize) other).asBigInteger())
                : ((Comparable<Object>) one).compareTo(other);
    }

    /** In words: between this and that, or one of the two. */
    static String bounds(Known setting) {
        String least = setting.meaning().least();
        String most = setting.meaning().most();
        if (least.isEmpty()) {
            return most + " at most";
        }
        return most.isEmpty() ? least + " at least" : "between " + least + " and " + most;
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == Duration.class) {
            return "a duration, such as 90s, 10m, 24h or 7d";
        }
        if (type == MemorySize.class) {
            return "a size, such as 512M or 1G";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(one -> one.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return "a " + type.getSimpleName();
    }
}
