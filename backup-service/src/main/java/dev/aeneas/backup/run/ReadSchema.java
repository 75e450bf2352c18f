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
}
