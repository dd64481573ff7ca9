package org.tallystick.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource method that anyone may call; there are few. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Public {
    /**
     * Whether it wants to know who calls, where a token is sent: {@link CurrentCaller#ifKnown()}. Somebody whom no user is
     * linked to may call it too; a token that is not good is refused.
     */
    boolean takesIdentity() default false;
}
