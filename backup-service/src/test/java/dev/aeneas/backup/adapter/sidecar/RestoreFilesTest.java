package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.adapter.cluster.LocalRestoreFiles;
import dev.aeneas.backup.restore.RestoreNodes.Session;
import dev.aeneas.cassandra.node.NodeOperations;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

        @Test
        void believesNoSenderOfTheFilesThatItStages() {
            assertThatThrownBy(() -> session.stage(file, new ByteArrayInputStream(damaged())))
                    .isInstanceOf(Exception.class);
            assertThat(holds()).isFalse();
        }

        @AfterEach
        void stop() {
            sidecars.close();
            sidecar.close();
        }
    }
}
