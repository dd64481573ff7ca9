package org.tallystick.openapi;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.tallystick.problem.ProblemType;

/** The methods behind the operations, found by their {@code operationId}. */
final class ResourceMethods {
    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    private static final DotName MAY_ANSWER = DotName.createSimple("org.tallystick.problem.MayAnswer");
    private static final DotName REQUIRES = DotName.createSimple("org.tallystick.security.Requires");
    private static final DotName PUBLIC = DotName.createSimple("org.tallystick.security.Public");

    private final Map<String, MethodInfo> methods = new HashMap<>();

    ResourceMethods(IndexView index) {
        for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
            AnnotationValue id = operation.value("operationId");
            if (id != null) {
                methods.put(id.asString(), operation.target().asMethod());
            }
        }
    }

    /** Whether it is the product's, and not one of a framework. */
    boolean knows(Operation operation) {
        return methods.containsKey(operation.getOperationId());
    }

    private MethodInfo method(Operation operation) {
        return Objects.requireNonNull(methods.get(operation.getOperationId()), operation.getOperationId());
    }

    /** Whether it is open to callers without a token. */
    boolean isPublic(Operation operation) {
        return method(operation).hasAnnotation(PUBLIC);
    }

    /** Whether it is refused where the community is being wound up. */
    boolean isClosedWithTheCommunity(String path, Operation operation) {
        AnnotationInstance requires = method(operation).annotation(REQUIRES);
        AnnotationValue whenClosed = requires == null ? null : requires.value("whenClosed");
        return path.contains("{community}") && requires != null && (whenClosed == null || !whenClosed.asBoolean());
    }

    Set<ProblemType> problems(Operation operation) {
        Set<ProblemType> types = EnumSet.noneOf(ProblemType.class);
        AnnotationInstance problems = method(operation).annotation(MAY_ANSWER);
        if (problems != null) {
            Arrays.stream(problems.value().asEnumArray())
                    .map(ProblemType::valueOf)
                    .forEach(types::add);
        }
        return types;
    }
}
