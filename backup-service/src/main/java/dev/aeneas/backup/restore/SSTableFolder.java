package dev.aeneas.backup.restore;

/**
 * A folder of this machine with SSTables in it, each component at {@code <keyspace>/<table>[-<id>]/<component>} below it.
 *
 * <p>Usually one folder for each node whose files were downloaded: two nodes may have files of the same name.
 */
public record SSTableFolder(String path) {}
