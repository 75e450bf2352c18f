package dev.aeneas.platform.adapter.rest;

import dev.aeneas.contracts.Refusal;
import java.util.stream.Collectors;

/** A command was refused; the gateway answers with 404, 409 or 422. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.violations().stream().map(v -> v.field() + " " + v.rule()).collect(Collectors.joining("; ")));
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
