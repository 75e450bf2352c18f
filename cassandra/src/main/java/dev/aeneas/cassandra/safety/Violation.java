package dev.aeneas.cassandra.safety;

import java.util.Objects;

/**
 * One reason not to go ahead.
 *
 * @param sentence what is wrong, with names and numbers
 * @param remedy what a person or a plan can do about it
 */
public record Violation(Rule rule, String sentence, String remedy) {
    public Violation {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(remedy, "remedy");
    }

    @Override
    public String toString() {
        return rule + ": " + sentence + "; " + remedy;
    }
}
