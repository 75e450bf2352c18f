package dev.aeneas.cassandra.jmx;

import java.util.Map;

/** What we use of Cassandra's MessagingServiceMBean, spelled as it is there. */
@FunctionalInterface
interface MessagingService {
    Map<String, Integer> getDroppedMessages();
}
