package dev.aeneas.contracts;

import java.util.List;

/** An event that says that a command was understood and not carried out; nothing changed. */
public interface Refusal {
    /** The stable type name of the refused command. */
    String command();

    Kind kind();

    /** Every rule that the command breaks, never only the first. */
    List<Violation> violations();

    /** Why, coarsely: what a REST gateway answers as 404, 409 or 422. */
    enum Kind {
        NOT_FOUND,
        CONFLICT,
        INVALID
    }

    /** One broken rule: the field (or the thing) and what it must obey, with the remedy where there is one. */
    record Violation(String field, String rule) {
        public Violation {
            Require.text("field", field);
            Require.text("rule", rule);
        }
    }
}
