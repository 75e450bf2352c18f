package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.SeeStreams;
import dev.aeneas.cassandra.node.StreamSession;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Running streams from StreamManager. */
final class JmxStreams implements SeeStreams {
    private static final ObjectName NAME = MBeans.name("org.apache.cassandra.net:type=StreamManager");
    private static final String STREAMS = "CurrentStreams";

    private final MBeans beans;
    private final Duration bound;

    JmxStreams(MBeans beans, Duration bound) {
        this.beans = beans;
        this.bound = bound;
    }

    @Override
    public List<StreamSession> streams() {
        Map<String, Object> read = beans.attributes(NAME, bound, STREAMS);
        List<StreamSession> sessions = new ArrayList<>();
        for (Object plan : (Set<?>) read.getOrDefault(STREAMS, Set.of())) {
            CompositeData state = (CompositeData) plan;
            for (CompositeData session : (CompositeData[]) state.get("sessions")) {
                sessions.add(session(state, session));
            }
        }
        return List.copyOf(sessions);
    }

    private static StreamSession session(CompositeData plan, CompositeData session) {
        return new StreamSession(
                UUID.fromString((String) plan.get("planId")),
                (String) plan.get("description"),
                peer((String) session.get("peer")),
                sum(session, "receivingFiles", "currentBytes"),
                sum(session, "receivingSummaries", "totalSize"),
                sum(session, "sendingFiles", "currentBytes"),
                sum(session, "sendingSummaries", "totalSize"));
    }

    private static InetAddress peer(String text) {
        return NodeAddress.of(text.substring(text.indexOf('/') + 1)).host();
    }

    private static long sum(CompositeData session, String list, String field) {
        return Arrays.stream((CompositeData[]) session.get(list))
                .mapToLong(entry -> (Long) entry.get(field))
                .sum();
    }
}
