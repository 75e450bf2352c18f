package dev.aeneas.platform.process;

/** Which of a service's replicas performs work and fires timers; any replica may decide. */
@FunctionalInterface
public interface Leadership {
    /** True while this replica leads, as far as it knows; never blocks. */
    boolean leads();
}
