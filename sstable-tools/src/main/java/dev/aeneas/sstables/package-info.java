/**
 * A program that reads SSTables and commit logs without a node: {@code digest}, {@code bounds}, {@code replay}.
 *
 * <p>It needs Cassandra's statics, so it runs in a process of its own ({@link dev.aeneas.sstables.ToolCommand}); it opens the folders
 * it is given for reading, and writes only where {@code --into} says. {@link dev.aeneas.sstables.RowHash} and {@link
 * dev.aeneas.sstables.ToolCommand} need nothing of Cassandra: services use them.
 */
package dev.aeneas.sstables;
