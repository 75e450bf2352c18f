package dev.aeneas.backup.adapter.sidecar;

import static dev.aeneas.backup.testing.Topologies.ORDERS;

import dev.aeneas.backup.adapter.cluster.SnapshotFolders;
import dev.aeneas.backup.run.ReadSnapshotFiles.NodeFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Snapshots on this machine, and of a pod. */
class SnapshotFilesTest {
    @Nested
    class OnThisMachine extends SnapshotFilesContract {
        @Override
        NodeFiles list(String tag) throws IOException {
            return new SnapshotFolders(List.of(data())).list(tag);
        }
    }

    @Nested
    class ThroughASidecar extends SnapshotFilesContract {
        private OneSidecar sidecar;
        private Sidecars sidecars;

        @BeforeEach
        void start() {
            sidecar = new OneSidecar(folder, data(), null);
            sidecars = sidecar.sidecars();
        }

        @AfterEach
        void stop() {
            sidecars.close();
            sidecar.close();
        }

        @Override
        NodeFiles list(String tag) {
            return new SidecarSnapshotFiles(sidecars).list(ORDERS, OneSidecar.NODE, tag);
        }
    }
}
