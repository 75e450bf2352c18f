package dev.aeneas.contracts;

/** Which keyspaces Aeneas alters when a datacenter is added. */
public enum AutoReplicate {
    NONE,
    SYSTEM_KEYSPACES,
    ALL_KEYSPACES
}
