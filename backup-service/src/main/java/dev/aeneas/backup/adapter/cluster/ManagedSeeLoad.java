package dev.aeneas.backup.adapter.cluster;

import dev.aeneas.backup.pace.NodeLoad;
import dev.aeneas.backup.pace.PacedNode;
import dev.aeneas.backup.pace.SeeLoad;
import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.cassandra.node.NodeOperations;
import java.util.OptionalDouble;

/** A node's load as it tells it itself, one connection for all looks. */
public final class ManagedSeeLoad implements SeeLoad {
    private final NodeAccess access;

    public ManagedSeeLoad(NodeAccess access) {
        this.access = access;
    }

    @Override
    public Session connect(PacedNode node) {
        return new NodeSession(access.connect(node.cluster(), new BackupNode(node.name(), node.address(), null, null)));
    }

    private record NodeSession(NodeOperations node) implements Session {
        @Override
        public NodeLoad look() {
            return new NodeLoad(
                    orNull(node.cpuUse()),
                    orNull(node.machineCpuUse()),
                    node.pendingCompactions(),
                    node.requestTimes());
        }

        private static Double orNull(OptionalDouble use) {
            return use.isPresent() ? use.getAsDouble() : null;
        }

        @Override
        public void close() {
            node.close();
        }
    }
}
