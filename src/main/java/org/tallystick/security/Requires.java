package org.tallystick.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which permission a resource method needs, in the community of its path or in none. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
    Permission value();

    /**
     * Whether the posting writer compares the access version in its own transaction. The request then costs no read of the
     * database here, and {@link CurrentCaller#access()} may be a moment old. Everything else is checked fresh.
     */
    boolean checkedByWriter() default false;

    /** Whether it may change something in a community that is being wound up too. Whatever only reads may always be called. */
    boolean whenClosed() default false;
}
