package dev.aeneas.scaling.autoscale;

/** What a decision rests on; a decision to hold is said when this changes, not when only its numbers do. */
public enum Why {
    RUN_OPEN,
    NOT_READY,
    NODE_DOWN,
    REPAIR,
    TOO_FEW_ANSWERS,
    COOLDOWN,
    OUTSIDE_WINDOWS,
    BELOW_MINIMUM,
    GATHERING,
    LOAD_HIGH,
    AT_MAXIMUM,
    LOAD_LOW,
    COMPACTIONS,
    STEADY,
    REFUSED,
    FAILED
}
