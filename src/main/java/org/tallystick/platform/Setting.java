package org.tallystick.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting does and what it may be, on a method of a {@link io.smallrye.config.ConfigMapping}; docs/configuration.md is made of it, and
 * {@link SettingsCheck} holds an operator to it before anything is started. On such an interface it is the heading of its settings.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Setting {
    /** For an operator, in Markdown: a sentence without its full stop. */
    String value();

    /** The least that it may be, as an operator would write it; anything if empty. */
    String least() default "";

    /** The most. */
    String most() default "";

    /** What stands in the document for a default that is not a plain value. */
    String otherwise() default "unset";

    /** Whether the program sets it itself, and nobody else. */
    boolean internal() default false;
}
