package dev.aeneas.cassandra.jmx;

/** What we use of Cassandra's ActiveRepairServiceMBean, spelled as it is there. */
@FunctionalInterface
interface RepairService {
    int parentRepairSessionsCount();
}
