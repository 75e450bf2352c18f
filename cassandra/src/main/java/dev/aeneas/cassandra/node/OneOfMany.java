package dev.aeneas.cassandra.node;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that an effect comes with many of its kind, at one instant or thousands of times in a row: what was asked a few
 * milliseconds before it need not be asked again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OneOfMany {}
