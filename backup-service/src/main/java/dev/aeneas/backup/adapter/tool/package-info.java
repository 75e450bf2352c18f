/** SSTables and commit logs by way of sstable-tools, a process with Cassandra's own jars. */
package dev.aeneas.backup.adapter.tool;
