package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.Digest;
import dev.aeneas.contracts.ClusterName;
import java.util.Optional;

/**
 * What things are called in an object store: the same as in a directory.
 *
 * @param prefix before every key; empty, or something that ends in a slash
 */
public record StoreKeys(String prefix) {
    private static final String OBJECTS = "/objects/";
    private static final String BACKUPS = "/backups/";

    public StoreKeys {
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** Before the key of every object of a cluster. */
    public String objects(ClusterName cluster) {
        return prefix + cluster + OBJECTS;
    }

    public String object(ClusterName cluster, Digest digest) {
        return objects(cluster) + digest.hex().substring(0, 2) + "/" + digest.hex();
    }

    /** The digest that a key ends in; empty when it is no object's. */
    public Optional<Digest> digest(String key) {
        return Digest.parse(last(key));
    }

    /** Before the key of every backup of a cluster. */
    public String backups(ClusterName cluster) {
        return prefix + cluster + BACKUPS;
    }

    /** Before the key of every document of a backup. */
    public String backup(ClusterName cluster, String backupId) {
        return backups(cluster) + backupId + "/";
    }

    public String document(ClusterName cluster, String backupId, String name) {
        return backup(cluster, backupId) + name;
    }

    /** What the service remembers for itself. */
    public String note(ClusterName cluster, String name) {
        return prefix + cluster + "/notes/" + name;
    }

    /** The last part of a key or of a folder's name. */
    public static String last(String key) {
        var path = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
