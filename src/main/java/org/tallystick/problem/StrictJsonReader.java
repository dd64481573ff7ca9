package org.tallystick.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads every JSON body. A resource that takes one gets an object, never null: an absent body is malformed too, but for an
 * {@link OptionalBody}.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
public class StrictJsonReader implements ServerMessageBodyReader<Object> {
    private final ObjectMapper mapper;
    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    StrictJsonReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return isReadable(type);
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return isReadable(type);
    }

    private static boolean isReadable(Class<?> type) {
        return type != String.class && type != byte[].class && !InputStream.class.isAssignableFrom(type);
    }

    /** The way that the server takes: without the annotations of the parameter, which are costly to have. */
    @Override
    public @Nullable Object readFrom(
            Class<Object> type, Type generic, MediaType mediaType, ServerRequestContext context) throws IOException {
        return readOrAbsent(type, generic, context.getInputStream());
    }

    @Override
    public @Nullable Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return readOrAbsent(type, generic, body);
    }

    private @Nullable Object readOrAbsent(Class<?> type, Type generic, InputStream body) throws IOException {
        if (!OptionalBody.class.isAssignableFrom(type)) {
            return read(generic, body);
        }
        PushbackInputStream ahead = new PushbackInputStream(body);
        int first = ahead.read();
        if (first < 0) {
            return null;
        }
        ahead.unread(first);
        return read(generic, ahead);
    }

    private Object read(Type type, InputStream body) throws IOException {
        ObjectReader reader = readers.computeIfAbsent(type, any -> mapper.readerFor(mapper.constructType(any)));
        @Nullable Object read;
        try {
            read = reader.readValue(body);
        } catch (JsonProcessingException e) {
            if (JsonProblems.isOfInput(e)) {
                throw JsonProblems.of(e).asException();
            }
            throw e;
        }
        if (read == null) {
            throw JsonProblems.missingBody().asException();
        }
        return read;
    }
}
