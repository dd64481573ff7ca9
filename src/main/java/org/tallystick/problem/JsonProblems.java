package org.tallystick.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a JSON document, and where, in words that quote nothing of our own code. */
final class JsonProblems {
    private JsonProblems() {}

    /** Whether the document is at fault, and not the class that it is read into or written from. */
    static boolean isOfInput(Throwable failure) {
        return failure instanceof StreamReadException
                || (failure instanceof MismatchedInputException && !(failure instanceof InvalidDefinitionException));
    }

    static Problem of(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException tooMuch) {
            return ofConstraint(tooMuch);
        }
        if (failure instanceof InputCoercionException) {
            return Problem.of(
                    ProblemType.MALFORMED, "The body holds a number that is out of range" + where(failure) + ".");
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return ofField(path(unknown), "unknown-field", "is not a field of this request");
        }
        if (failure instanceof InvalidFormatException format) {
            return ofField(
                    path(format), isOfText(format.getTargetType()) ? "malformed" : "wrong-type", expected(format));
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return ofMismatch(mismatch);
        }
        return ofSyntax(failure);
    }

    private static Problem ofConstraint(StreamConstraintsException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        if (message.startsWith("Document length")) {
            return BodyLimit.tooLarge();
        }
        return Problem.of(
                ProblemType.MALFORMED, "The body holds a text, a number or a nesting that is larger than is read.");
    }

    private static Problem ofMismatch(MismatchedInputException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        if (message.startsWith("Trailing token")) {
            return Problem.of(ProblemType.MALFORMED, "The body goes on after the end of its JSON value.");
        }
        if (message.startsWith("No content to map")) {
            return missingBody();
        }
        return ofField(path(failure), "wrong-type", expected(failure));
    }

    private static Problem ofSyntax(JsonProcessingException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        String duplicate = "Duplicate field '";
        if (failure instanceof JsonParseException && message.startsWith(duplicate)) {
            String field = message.substring(duplicate.length(), message.lastIndexOf('\''));
            return ofField(field, "duplicate-field", "stands twice in the same object");
        }
        return Problem.of(ProblemType.MALFORMED, "The body is not valid JSON" + where(failure) + ".");
    }

    private static String where(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    static Problem missingBody() {
        return Problem.of(ProblemType.MALFORMED, "A JSON object is required as the body.");
    }

    private static Problem ofField(String field, String code, String detail) {
        return field.isEmpty()
                ? Problem.of(ProblemType.MALFORMED, "The body " + detail + ".")
                : Problem.ofField(ProblemType.MALFORMED, field, code, detail);
    }

    private static String expected(MismatchedInputException failure) {
        Class<?> type = failure.getTargetType();
        if (type == null) {
            return "is of the wrong type";
        }
        if (type == String.class) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        if (type.isEnum()) {
            return "is not one of the values that are known";
        }
        if (List.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return isOfText(type) ? "is malformed" : "must be an object";
    }

    /** Whether its values are written as strings of a certain form. */
    private static boolean isOfText(@Nullable Class<?> type) {
        return type != null
                && (type.isEnum() || type == UUID.class || type.getName().startsWith("java.time."));
    }

    /** {@code trades[3].amount}. */
    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
