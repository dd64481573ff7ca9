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
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/** Reads every JSON body. A resource that takes one gets an object, never null: an absent body is malformed too. */
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
    public Object readFrom(Class<Object> type, Type generic, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        return read(generic, context.getInputStream());
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(generic, body);
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
