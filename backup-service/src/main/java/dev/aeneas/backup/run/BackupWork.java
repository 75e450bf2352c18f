package dev.aeneas.backup.run;

import dev.aeneas.platform.process.Work;

/** The long work of a run; each looks first at what is done already. */
public sealed interface BackupWork extends Work {
    BackupRequest request();

    int attempt();

    /** Freezes every node at one moment. */
    record TakeSnapshots(BackupRequest request, int attempt) implements BackupWork {
        @Override
        public String key() {
            return "snapshot#" + attempt;
        }
    }

    /** Sends one node's files, then writes its manifest. */
    record UploadNode(BackupRequest request, Snapshot snapshot, BackupNode node, int attempt) implements BackupWork {
        @Override
        public String key() {
            return "upload-" + node.name() + "#" + attempt;
        }
    }

    /** Checks every node's manifest, then writes the backup's own. */
    record WriteManifest(BackupRequest request, Snapshot snapshot, int attempt) implements BackupWork {
        @Override
        public String key() {
            return "manifest#" + attempt;
        }
    }

    /** Takes the snapshot from one node's disk. */
    record ClearSnapshot(BackupRequest request, BackupNode node, int attempt) implements BackupWork {
        @Override
        public String key() {
            return "clear-" + node.name() + "#" + attempt;
        }
    }
}
