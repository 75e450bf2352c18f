package dev.aeneas.cli.demo;

import dev.aeneas.cli.demo.DemoReport.NodeState;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the demonstration saw, for the report.
 *
 * @param readableBefore rows readable in the standby just before the loss
 * @param acknowledgedBefore what the application's log held when those were read
 * @param readableAfter rows readable there at the end
 * @param gossipNoticedAt empty: no surviving node noticed while it could bear witness
 */
record Evidence(
        Timeline timeline,
        Losses acknowledgedBefore,
        BitSet readableBefore,
        Losses acknowledged,
        BitSet readableAfter,
        Optional<Instant> gossipNoticedAt,
        List<NodeState> nodesBefore,
        List<NodeState> nodesAfter,
        DemoReport.Backup backup,
        int eventsRepeated) {

    long rowsReadableBefore() {
        return acknowledgedBefore.readable(readableBefore);
    }

    long rowsReadableAfter() {
        return acknowledged.readable(readableAfter);
    }

    /** Rows that were readable before the loss and are not any more. */
    long readableNoMore() {
        BitSet gone = (BitSet) readableBefore.clone();
        gone.andNot(readableAfter);
        return gone.cardinality();
    }

    List<NodeState> standbyAfter() {
        return nodesAfter.stream()
                .filter(node -> node.datacenter().equals(DemoCluster.STANDBY))
                .toList();
    }

    /** The size of the lost nodes: what the standby has to reach. */
    String targetSku() {
        return nodesBefore.stream()
                .filter(node -> node.datacenter().equals(DemoCluster.PRIMARY))
                .map(NodeState::sku)
                .findFirst()
                .orElse("");
    }
}
