package org.tallystick.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with files: as many as a person can read, and the number of all. */
public final class RowErrors {
    private static final int MOST = 1_000;

    private final List<RowError> errors = new ArrayList<>();
    private long count;

    public void add(String file, long line, String column, String code, String detail) {
        count++;
        if (errors.size() < MOST) {
            errors.add(new RowError(file, line, column, code, detail));
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Those that there is room for, and last a line that counts the others. */
    public List<RowError> list() {
        List<RowError> list = new ArrayList<>(errors);
        if (count > MOST) {
            list.add(new RowError("", 0, "", "more", "There are " + (count - MOST) + " more errors."));
        }
        return List.copyOf(list);
    }

    /** The errors of one record, field by field. */
    public Line row(String file, long line) {
        return new Line(file, line);
    }

    public final class Line {
        private final String file;
        private final long line;
        private boolean faulty;

        private Line(String file, long line) {
            this.file = file;
            this.line = line;
        }

        public void add(String column, String code, String detail) {
            faulty = true;
            RowErrors.this.add(file, line, column, code, detail);
        }

        public boolean isFaulty() {
            return faulty;
        }

        /** Reads a field that must be there; what the reader objects to is noted. */
        public <T> Optional<T> read(String column, @Nullable String text, Function<String, T> reader) {
            if (text == null || text.isEmpty()) {
                add(column, "required", "is required");
                return Optional.empty();
            }
            return readIfPresent(column, text, reader);
        }

        /** Reads a field that may be empty. */
        public <T> Optional<T> readIfPresent(String column, @Nullable String text, Function<String, T> reader) {
            if (text == null || text.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                add(column, "malformed", e.getMessage() == null ? "is malformed" : e.getMessage());
                return Optional.empty();
            }
        }
    }
}
