/** Managed clusters as a backup needs them: JMX for snapshots, CQL for the schema, the local disk for files. */
package dev.aeneas.backup.adapter.cluster;
