package dev.aeneas.backup.run;

/** Reads what CQL knows of a cluster. */
@FunctionalInterface
public interface ReadSchema {
    /**
     * The schema of the keyspaces that the request names.
     *
     * @throws BackupImpossible if one of them does not exist
     */
    Schema read(BackupRequest request);

    /** The same for whoever reads more than once: to connect takes longer than to read. Close it after use. */
    default Reader open(BackupRequest request) {
        return () -> read(request);
    }

    /** A way to the cluster that is open. */
    @FunctionalInterface
    interface Reader extends AutoCloseable {
        Schema read();

        @Override
        default void close() {}
    }
}
