package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.testing.Topologies.ORDERS;

import dev.aeneas.backup.adapter.cluster.LocalRestoreFiles;
import dev.aeneas.backup.restore.RestoreNodes.Session;
import dev.aeneas.cassandra.node.NodeOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Files of a restore on this machine, and in a pod. */
class RestoreFilesTest {
    @Nested
    class OnThisMachine extends RestoreFilesContract {
        @Override
        Session open(NodeOperations node, String restoreId) {
            return new LocalRestoreFiles(BOUNDS).open(ORDERS, OneSidecar.NODE, node, restoreId);
        }
    }

    @Nested
    class ThroughASidecar extends RestoreFilesContract {
        private OneSidecar sidecar;
        private Sidecars sidecars;

        @Override
        Session open(NodeOperations node, String restoreId) {
            if (sidecar == null) {
                sidecar = new OneSidecar(folder, data(), node);
                sidecars = sidecar.sidecars();
            }
            return EitherWay.restores(sidecar.access(sidecar.port()), sidecars, BOUNDS)
                    .open(ORDERS, OneSidecar.NODE, node, restoreId);
        }

        @AfterEach
        void stop() {
            sidecars.close();
            sidecar.close();
        }
    }
}
