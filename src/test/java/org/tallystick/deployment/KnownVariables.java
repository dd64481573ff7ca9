package org.tallystick.deployment;

import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables that mean something to the service: those of its own settings, read off the interfaces that
 * declare them, and what docs/operations.md names of Quarkus and the JVM.
 */
final class KnownVariables {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Set<String> NAMES = names();

    private KnownVariables() {}

    static boolean contains(String name) {
        return NAMES.contains(name);
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        mappings().forEach(type -> add(type.getAnnotation(ConfigMapping.class).prefix(), type, names));
        try {
            String operations = Files.readString(Path.of("docs", "operations.md"));
            Stream.of(operations.split("[^A-Z0-9_]+"))
                    .filter(word -> word.startsWith("QUARKUS_") || word.equals("JDK_JAVA_OPTIONS"))
                    .forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static Set<Class<?>> mappings() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Config.java"))
                    .map(KnownVariables::load)
                    .filter(type -> type.isAnnotationPresent(ConfigMapping.class))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(Path file) {
        String name = SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
        try {
            return Class.forName(name, false, KnownVariables.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(String prefix, Class<?> type, Set<String> names) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.isDefault() || method.isSynthetic()) {
                continue;
            }
            String name = prefix + "_" + method.getName().replaceAll("(?=[A-Z])", "_");
            if (method.getReturnType().getName().startsWith("org.tallystick.")) {
                add(name, method.getReturnType(), names);
            } else {
                names.add(name.replace('.', '_').toUpperCase(Locale.ROOT));
            }
        }
    }
}
