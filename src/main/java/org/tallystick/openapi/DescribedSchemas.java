package org.tallystick.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the records behind the schemas say without words: which fields are always there, and that a request with another
 * field is refused. A field that is called the same means the same everywhere, so what it means stands once, in
 * {@code openapi/fields.properties}; patterns, and what a request must have, stand beside it.
 */
final class DescribedSchemas {
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName INCLUDE = DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");
    private static final DotName IGNORE = DotName.createSimple("com.fasterxml.jackson.annotation.JsonIgnore");
    private static final DotName PROPERTY = DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final String OURS = "org.tallystick.";
    private static final String PREFIX = "#/components/schemas/";

    private final Map<String, Schema> schemas;
    private final Map<String, ClassInfo> records = new HashMap<>();
    private final Properties fields = load("openapi/fields.properties");
    private final Properties required = load("openapi/required.properties");
    private final Properties patterns = load("openapi/patterns.properties");

    private DescribedSchemas(OpenAPI api, IndexView index) {
        this.schemas = api.getComponents().getSchemas();
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith(OURS)) {
                // A record of the ledger can have the simple name that another one's schema is given.
                givenName(type)
                        .ifPresentOrElse(
                                name -> records.put(name, type), () -> records.putIfAbsent(type.simpleName(), type));
            }
        }
    }

    static void complete(OpenAPI api, IndexView index) {
        DescribedSchemas described = new DescribedSchemas(api, index);
        Set<String> requests = described.requests(api);
        described.schemas.forEach((name, schema) -> described.describe(name, schema, requests.contains(name)));
    }

    private static Optional<String> givenName(ClassInfo type) {
        return Optional.ofNullable(type.declaredAnnotation(SCHEMA))
                .map(schema -> schema.value("name"))
                .map(AnnotationValue::asString);
    }

    /** The schemas of which a request's body is made. */
    private Set<String> requests(OpenAPI api) {
        Set<String> found = new LinkedHashSet<>();
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(operation -> {
                    if (operation.getRequestBody() != null) {
                        operation
                                .getRequestBody()
                                .getContent()
                                .getMediaTypes()
                                .values()
                                .forEach(body -> addReferenced(body.getSchema(), found));
                    }
                }));
        return found;
    }

    private void addReferenced(@Nullable Schema schema, Set<String> found) {
        if (schema == null) {
            return;
        }
        String ref = schema.getRef();
        if (ref != null && found.add(ref.substring(PREFIX.length()))) {
            addReferenced(schemas.get(ref.substring(PREFIX.length())), found);
        }
        addReferenced(schema.getItems(), found);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> addReferenced(property, found));
        }
    }

    private void describe(String name, Schema schema, boolean isRequest) {
        ClassInfo type = records.get(name);
        if (schema.getProperties() == null) {
            return;
        }
        if (isRequest) {
            schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
            for (String field : required.getProperty(name, "").split(",")) {
                if (!field.isEmpty()) {
                    schema.addRequired(field);
                }
            }
        }
        Map<String, Schema> described = new HashMap<>(schema.getProperties());
        described.replaceAll((field, property) -> describe(name, field, property));
        schema.getProperties().keySet().forEach(field -> schema.addProperty(field, described.get(field)));
        if (type != null && !isRequest && isOf(type, schema)) {
            require(type, schema);
        }
    }

    /** Whether the schema was made of this record, and does not merely have its name. */
    private static boolean isOf(ClassInfo type, Schema schema) {
        return shown(type).stream()
                .allMatch(component -> schema.getProperties().containsKey(jsonName(type, component)));
    }

    private static List<RecordComponentInfo> shown(ClassInfo type) {
        return type.recordComponents().stream()
                .filter(component -> !type.field(component.name()).hasAnnotation(IGNORE))
                .toList();
    }

    private static String jsonName(ClassInfo type, RecordComponentInfo component) {
        AnnotationInstance property = type.field(component.name()).annotation(PROPERTY);
        return property == null || property.value() == null
                ? component.name()
                : property.value().asString();
    }

    private static void require(ClassInfo type, Schema schema) {
        boolean omitsNulls = omitsNulls(type);
        for (RecordComponentInfo component : shown(type)) {
            String field = jsonName(type, component);
            boolean nullable = type.field(component.name()).type().hasAnnotation(NULLABLE);
            if (!nullable || !omitsNulls) {
                schema.addRequired(field);
            }
            if (nullable && !omitsNulls) {
                schema.addProperty(
                        field,
                        orNull(Objects.requireNonNull(schema.getProperties().get(field))));
            }
        }
    }

    private static boolean omitsNulls(ClassInfo type) {
        AnnotationInstance include = type.declaredAnnotation(INCLUDE);
        return include != null && include.value().asEnum().equals("NON_NULL");
    }

    private static Schema orNull(Schema property) {
        if (property.getRef() == null) {
            List<SchemaType> types = new ArrayList<>(property.getType());
            types.add(SchemaType.NULL);
            return property.type(types);
        }
        return OASFactory.createSchema()
                .description(property.getDescription())
                .addAnyOf(OASFactory.createSchema().ref(property.getRef()))
                .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }

    private Schema describe(String schema, String field, Schema property) {
        if (property.getDescription() == null) {
            property.setDescription(fields.getProperty(schema + "." + field, fields.getProperty(field)));
        }
        String pattern = patterns.getProperty(schema + "." + field, patterns.getProperty(field));
        if (pattern != null && property.getType() != null && property.getType().contains(SchemaType.STRING)) {
            property.setPattern(pattern);
        }
        return property;
    }

    private static Properties load(String resource) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
