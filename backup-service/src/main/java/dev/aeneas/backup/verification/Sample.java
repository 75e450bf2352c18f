package dev.aeneas.backup.verification;

import dev.aeneas.backup.run.Digest;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.backup.run.Manifests.NodeManifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Which contents of a backup are read back: a share of each table of each node, at least one, drawn by a seed.
 *
 * <p>A content that several nodes or backups share is read once.
 */
final class Sample {
    private Sample() {}

    /** A content and where it belongs. */
    record Part(String node, FileEntry file) {
        @Override
        public String toString() {
            return node + " " + file.keyspace() + "." + file.table() + " " + file.name();
        }
    }

    static Collection<Part> of(List<NodeManifest> nodes, int percent, long seed) {
        var random = new Random(seed);
        Map<Digest, Part> chosen = new LinkedHashMap<>();
        for (var node : nodes) {
            var tables = new TreeMap<String, List<FileEntry>>();
            node.files().forEach(file -> tables.computeIfAbsent(
                            file.keyspace() + "." + file.table(), t -> new ArrayList<>())
                    .add(file));
            for (var files : tables.values()) {
                Collections.shuffle(files, random);
                int count = Math.max(1, (files.size() * percent + 99) / 100);
                files.subList(0, count)
                        .forEach(file -> chosen.putIfAbsent(
                                file.digest(), new Part(node.node().node().name(), file)));
            }
        }
        return chosen.values();
    }
}
