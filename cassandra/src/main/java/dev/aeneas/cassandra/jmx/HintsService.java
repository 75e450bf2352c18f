package dev.aeneas.cassandra.jmx;

import java.util.List;
import java.util.Map;

/** What we use of Cassandra's HintsServiceMBean, spelled as it is there. */
@FunctionalInterface
interface HintsService {
    List<Map<String, String>> getPendingHints();
}
