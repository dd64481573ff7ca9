package org.tallystick.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All settings that are Tallystick's own, read off the interfaces that the code is configured by. They are named in a file, since they are
 * wanted before there are beans.
 */
public final class Settings {
    private static final String LIST = "/META-INF/tallystick-settings";

    private Settings() {}

    /**
     * What belongs together in the document.
     *
     * @param heading what they are about
     */
    public record Group(String heading, List<Known> settings) {}

    /**
     * One setting.
     *
     * @param key of the configuration, {@code tallystick.posting.lanes}; {@code *} stands for a name of the operator's
     * @param type of its value, or of each of its values
     */
    public record Known(
            String key, Class<?> type, boolean optional, boolean many, Optional<String> byDefault, Setting meaning) {
        /** The environment variable. */
        public String variable() {
            return StringUtil.replaceNonAlphanumericByUnderscores(key.replace("*", "NAME"))
                    .toUpperCase(java.util.Locale.ROOT);
        }
    }

    /** In the order of the file, and within a group of the interface. */
    public static List<Group> groups() {
        return interfaces()
                .map(mapping -> {
                    Setting heading = Objects.requireNonNull(
                            mapping.getAnnotation(Setting.class), () -> mapping + " says what its settings are about");
                    List<Known> settings = new ArrayList<>();
                    collect(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, settings);
                    return new Group(heading.value(), List.copyOf(settings));
                })
                .toList();
    }

    public static List<Known> all() {
        return groups().stream().flatMap(group -> group.settings().stream()).toList();
    }

    static Stream<Class<?>> interfaces() {
        return lines().map(name -> {
            try {
                return Class.forName(name, false, Settings.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Stream<String> lines() {
        try (InputStream file = Objects.requireNonNull(Settings.class.getResourceAsStream(LIST), LIST);
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(String prefix, Class<?> mapping, List<Known> into) {
        // The order of the methods in the file is lost in the class: that of the names at least is always the same.
        Stream.of(mapping.getMethods())
                .filter(method -> !method.isDefault())
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> {
                    String key = method.isAnnotationPresent(WithParentName.class)
                            ? prefix
                            : prefix + "." + StringUtil.skewer(method.getName());
                    collect(key, method, into);
                });
    }

    private static void collect(String key, Method method, List<Known> into) {
        Class<?> raw = method.getReturnType();
        if (raw == Map.class) {
            collect(key + ".*", (Class<?>) argument(method.getGenericReturnType(), 1), into);
        } else if (raw.isInterface() && raw.isMemberClass()) {
            collect(key, raw, into);
        } else {
            boolean optional = raw == Optional.class;
            boolean many = raw == List.class;
            Class<?> type = optional || many ? (Class<?>) argument(method.getGenericReturnType(), 0) : raw;
            Setting meaning = Objects.requireNonNull(
                    method.getAnnotation(Setting.class), () -> method + " says what the setting is for");
            Optional<String> byDefault =
                    Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value);
            into.add(new Known(key, type, optional, many, byDefault, meaning));
        }
    }

    private static Type argument(Type generic, int index) {
        return ((ParameterizedType) generic).getActualTypeArguments()[index];
    }
}
