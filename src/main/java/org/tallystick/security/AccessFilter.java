package org.tallystick.security;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.RequestThread;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Authenticates, then authorises every request, before its body is read. A resource method says by {@link Requires} or
 * {@link Public} who may call it; one that says nothing is closed to all.
 */
public class AccessFilter {
    private static final Logger LOG = Logger.getLogger(AccessFilter.class);
    private static final String SCHEME = "Bearer ";
    private static final String COMMUNITY = "community";

    private final TokenVerifier tokens;
    private final AccessControl control;
    private final CurrentCaller current;
    private final SecurityMetrics metrics;
    private final Map<Method, Rule> rules = new ConcurrentHashMap<>();

    AccessFilter(TokenVerifier tokens, AccessControl control, CurrentCaller current, SecurityMetrics metrics) {
        this.tokens = tokens;
        this.control = control;
        this.current = current;
        this.metrics = metrics;
    }

    /**
     * @param permission null for a method that anyone may call
     * @param takesIdentity of such a method: whether it wants to know who calls
     */
    private record Rule(
            @Nullable Permission permission, boolean checkedByWriter, boolean whenClosed, boolean takesIdentity) {
        static Rule of(Method method) {
            Requires requires = method.getAnnotation(Requires.class);
            if (requires != null) {
                return new Rule(
                        requires.value(),
                        requires.checkedByWriter(),
                        requires.whenClosed() || method.isAnnotationPresent(GET.class),
                        false);
            }
            Public open = method.getAnnotation(Public.class);
            if (open != null) {
                return new Rule(null, false, true, open.takesIdentity());
            }
            LOG.errorf("%s says neither @Requires nor @Public, and is closed to all", method);
            throw ProblemException.of(ProblemType.FORBIDDEN, "Nobody may do this.");
        }
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION, nonBlocking = true)
    public Uni<Void> filter(ContainerRequestContext request, ResourceInfo resource) {
        Rule rule = rules.computeIfAbsent(resource.getResourceMethod(), Rule::of);
        Permission permission = rule.permission();
        if (permission == null) {
            return rule.takesIdentity() && request.getHeaderString(HttpHeaders.AUTHORIZATION) != null
                    ? identify(bearer(request))
                    : Uni.createFrom().voidItem();
        }
        String token = bearer(request);
        requireReadable(request);
        String slug = request.getUriInfo().getPathParameters().getFirst(COMMUNITY);
        // The request's own bean, for the work may go on where no request scope is active.
        CurrentCaller bean = ClientProxy.unwrap(current);
        if (rule.checkedByWriter() && slug != null && isKnownToBeAllowed(token, slug, rule, permission, bean)) {
            return Uni.createFrom().voidItem();
        }
        return callerOf(token)
                .invoke(AccessFilter::requireLinked)
                .chain(caller -> authorise(caller, slug, rule, permission, bean));
    }

    private Uni<Void> identify(String token) {
        CurrentCaller bean = ClientProxy.unwrap(current);
        return callerOf(token).invoke(bean::is).replaceWithVoid();
    }

    private static void requireLinked(Caller caller) {
        if (!caller.isLinked()) {
            throw ProblemException.of(
                    ProblemType.IDENTITY_NOT_LINKED,
                    "Nobody here is linked to this login. Ask the community for an invitation, and accept it with this"
                            + " login.");
        }
    }

    private Uni<Caller> callerOf(String token) {
        return tokens.remembered(token)
                .map(caller -> Uni.createFrom().item(caller))
                .orElseGet(() -> RequestThread.onWorker(() -> tokens.verify(token)));
    }

    /** Nothing has a name with control characters in it, and the database does not even take some of them. */
    private static void requireReadable(ContainerRequestContext request) {
        boolean strange = request.getUriInfo().getPathParameters().values().stream()
                .flatMap(List::stream)
                .anyMatch(value -> value.chars().anyMatch(Character::isISOControl));
        if (strange) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There is nothing at this address.");
        }
    }

    /** What is remembered may let a request in, for the writer looks again; it never turns one away. */
    private boolean isKnownToBeAllowed(
            String token, String slug, Rule rule, Permission permission, CurrentCaller bean) {
        Optional<Access> access = tokens.remembered(token)
                .flatMap(caller -> control.remembered(slug, caller))
                .filter(known -> known.has(permission)
                        && (rule.whenClosed() || known.community().open()));
        access.ifPresent(bean::has);
        return access.isPresent();
    }

    private Uni<Void> authorise(
            Caller caller, @Nullable String slug, Rule rule, Permission permission, CurrentCaller bean) {
        if (slug != null) {
            return control.currentLater(slug, caller)
                    .invoke(access -> {
                        access.require(permission);
                        if (!rule.whenClosed() && !access.community().open()) {
                            throw ProblemException.communityClosed();
                        }
                        bean.has(access);
                    })
                    .replaceWithVoid();
        }
        return RequestThread.onWorker(() -> control.isOperator(caller))
                .invoke(operator -> {
                    requireOutsideCommunities(permission, caller, operator);
                    bean.is(caller);
                })
                .replaceWithVoid();
    }

    private static void requireOutsideCommunities(Permission permission, Caller caller, boolean operator) {
        switch (permission) {
            case SEE_ONESELF -> {}
            case MANAGE_ONESELF -> {
                if (!caller.isUser()) {
                    throw ProblemException.of(ProblemType.FORBIDDEN, "Only a person's login has this.");
                }
            }
            default -> {
                Set<Role> roles = operator ? EnumSet.of(Role.OPERATOR) : EnumSet.noneOf(Role.class);
                if (!permission.isHeldBy(roles, Set.of())) {
                    throw ProblemException.of(
                            ProblemType.FORBIDDEN, "Only an operator of this installation may do this.");
                }
            }
        }
    }

    private String bearer(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            metrics.authenticationFailed("no-token");
            throw ProblemException.of(ProblemType.UNAUTHENTICATED, "Send an access token: 'Authorization: Bearer …'.");
        }
        return header.substring(SCHEME.length()).strip();
    }
}
