/**
 * Managed clusters as a backup needs them: node operations for snapshots, CQL for the schema, the local disk for files. Files of
 * pods are behind {@link dev.aeneas.backup.adapter.sidecar}.
 */
package dev.aeneas.backup.adapter.cluster;
