package dev.aeneas.cassandra.node;

import java.nio.file.Path;

/** Tells where the node writes its commit log, on its own disk. */
@Looks
@FunctionalInterface
public interface SeeCommitLog {
    Path commitLogDirectory();
}
