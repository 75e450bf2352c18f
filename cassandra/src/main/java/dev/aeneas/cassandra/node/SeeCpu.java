package dev.aeneas.cassandra.node;

import java.util.OptionalDouble;

/** Tells how busy the node keeps the cores that it may use, and how busy everything on its machine keeps all of them. */
@Looks
public interface SeeCpu {
    /**
     * Since the question was last asked, by whomever: 0 is idle, 1 is all of its own cores (its quota where it has one).
     *
     * @return empty where the node's JVM does not know, as just after its start
     */
    OptionalDouble cpuUse();

    /** As {@link #cpuUse}, of all cores by all processes of the machine, or of the container where the JVM knows one. */
    OptionalDouble machineCpuUse();
}
