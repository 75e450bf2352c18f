package dev.aeneas.backup.pace;

/** Why a copy goes as fast as it does. */
public enum PaceReason {
    /** Nobody asked for a limit. */
    NOT_PACED,
    /** Slowly, until it is known how long clients wait without it. */
    LEARNING,
    /** Nobody uses the node. */
    NO_CLIENTS,
    /** Clients notice nothing: a little faster. */
    RISING,
    /** Clients notice nothing so far, but too few of them have asked to be sure. */
    WATCHING,
    /** As fast as the settings allow. */
    CAP,
    /** The node needs its cores itself. */
    CPU,
    /** The machine's cores are in use. */
    MACHINE_CPU,
    /** More compactions wait than the node can do. */
    COMPACTIONS,
    /** Clients wait longer than without the copy. */
    LATENCY,
    /** The node does not say how it is. */
    UNKNOWN
}
