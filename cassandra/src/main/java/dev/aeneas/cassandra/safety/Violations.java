package dev.aeneas.cassandra.safety;

import java.util.ArrayList;
import java.util.List;

/** Collects violations in the order of the checks. */
final class Violations {
    private final List<Violation> found = new ArrayList<>();

    /** Keeps the violation unless the rule holds. */
    void require(boolean holds, Rule rule, String sentence, String remedy) {
        if (!holds) {
            found.add(new Violation(rule, sentence, remedy));
        }
    }

    List<Violation> list() {
        return List.copyOf(found);
    }
}
