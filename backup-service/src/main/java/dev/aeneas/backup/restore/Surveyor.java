package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestoreNodes.Ring;
import dev.aeneas.backup.run.Manifests.FileEntry;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at the backup, at the store and at the target; changes nothing. */
final class Surveyor {
    /** More names than this help nobody. */
    private static final int NAMED_MAX = 10;

    private final ReadBackup backups;
    private final RestoreNodes nodes;
    private final RestoreTables tables;
    private final OtherWork others;

    Surveyor(ReadBackup backups, RestoreNodes nodes, RestoreTables tables, OtherWork others) {
        this.backups = backups;
        this.nodes = nodes;
        this.tables = tables;
        this.others = others;
    }

    /** Empty when there is no such backup. */
    Optional<Survey> survey(RestoreRequest request, Start start) throws IOException {
        var command = request.command();
        var backup = backups.find(command);
        if (backup.isEmpty()) {
            return Optional.empty();
        }
        var ring = nodes.ring(request);
        return Optional.of(new Survey(
                command,
                backup.get(),
                tables.schema(request.cluster(), request.contacts()),
                ring,
                missing(request, backup.get()),
                freeBytes(request, ring),
                start,
                others.at(request.cluster())));
    }

    private List<String> missing(RestoreRequest request, BackupContents backup) throws IOException {
        var missing = new ArrayList<String>();
        var seen = new HashSet<FileEntry>();
        var wanted = new HashSet<>(backup.wanted(new Naming(request.command())));
        for (var node : backup.nodes()) {
            for (var file : node.files()) {
                boolean asked = wanted.contains(new TableName(file.keyspace(), file.table())) && seen.add(file);
                if (asked && missing.size() < NAMED_MAX && !isThere(request, file)) {
                    missing.add(
                            node.node().node().name() + " " + file.keyspace() + "." + file.table() + " " + file.name());
                }
            }
        }
        return missing;
    }

    private boolean isThere(RestoreRequest request, FileEntry file) throws IOException {
        var size = backups.sizeOf(request.command(), file.digest());
        return size.isPresent() && size.getAsLong() == file.sizeBytes();
    }

    private Map<String, Long> freeBytes(RestoreRequest request, Ring ring) throws IOException {
        var free = new TreeMap<String, Long>();
        for (var member : ring.owners()) {
            try (var session = nodes.connect(request.cluster(), member.node(), request.restoreId())) {
                free.put(member.node().name(), session.freeBytes());
            } catch (NodesUnavailable e) {
                // the rules name every node that is not among these
            }
        }
        return free;
    }
}
