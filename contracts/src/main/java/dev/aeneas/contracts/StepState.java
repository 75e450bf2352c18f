package dev.aeneas.contracts;

/** Where a step is. */
public enum StepState {
    STARTED,
    COMPLETED,
    FAILED
}
