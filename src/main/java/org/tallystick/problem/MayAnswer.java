package org.tallystick.problem;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that an operation answers of its own: they go into the API's description with an example each. Those that
 * follow from its form (a body, a precondition, a key, a login) are added there by themselves.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MayAnswer {
    ProblemType[] value();
}
