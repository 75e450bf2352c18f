/**
 * The demonstration: a region is lost while an application writes, Aeneas does the rest, and the report counts.
 *
 * <p>{@link dev.aeneas.cli.demo.Demo} is the script; {@code Timeline}, {@code Losses} and {@code Checks} are its arithmetic, pure.
 */
package dev.aeneas.cli.demo;
