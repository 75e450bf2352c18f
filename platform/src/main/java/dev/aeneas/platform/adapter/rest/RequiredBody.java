package dev.aeneas.platform.adapter.rest;

import dev.aeneas.contracts.InvalidField;

/** The body of a request that cannot do without one. */
public final class RequiredBody {
    private RequiredBody() {}

    /**
     * The body, which is there.
     *
     * @throws InvalidField when it is not
     */
    public static <T> T of(T body) {
        if (body == null) {
            throw new InvalidField("$", "must be a JSON object");
        }
        return body;
    }
}
