package dev.aeneas.backup.run;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.WireFormat;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Contents that were found damaged in a store, by a note there: they do not count as being there, so whoever needs them next
 * sends them again.
 *
 * <p>The bytes stay until better ones replace them: a reader that errs must not cost a backup. Replicas that change the note
 * at the same moment may lose one's finding, until that content is read again.
 */
public final class Quarantine {
    private static final String NOTE = "quarantine.json";

    private Quarantine() {}

    /** The note in the store; digests in hexadecimal. */
    record Note(Set<String> damaged) {}

    public static Set<Digest> read(BackupStore store, ClusterName cluster) throws IOException {
        return hex(store, cluster).stream()
                .flatMap(hex -> Digest.parse(hex).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> hex(BackupStore store, ClusterName cluster) throws IOException {
        var note = store.readNote(cluster, NOTE);
        return note.isEmpty()
                ? Set.of()
                : WireFormat.read(note.get(), Note.class).damaged();
    }

    /** What was found damaged goes in, what is well goes out. */
    public static synchronized void change(
            BackupStore store, ClusterName cluster, Collection<Digest> damaged, Collection<Digest> well)
            throws IOException {
        var before = hex(store, cluster);
        var after = new TreeSet<>(before);
        well.forEach(digest -> after.remove(digest.hex()));
        damaged.forEach(digest -> after.add(digest.hex()));
        if (!after.equals(before)) {
            store.putNote(cluster, NOTE, WireFormat.write(new Note(after)));
        }
    }
}
