package dev.aeneas.backup.run;

import java.util.Set;

/** The stores that the configuration names. */
public interface BackupStores {
    /** Where a backup goes when nobody says where. */
    String DEFAULT = "default";

    /**
     * The store of this name.
     *
     * @throws BackupImpossible when the configuration does not name it, any more
     */
    BackupStore named(String name);

    Set<String> names();

    /** What an optional name means. */
    static String nameOf(String name) {
        return name == null ? DEFAULT : name;
    }
}
