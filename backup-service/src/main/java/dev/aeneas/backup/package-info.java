/**
 * Owns copies. {@code schedule} says when a backup is due, {@code run} makes one: snapshot, upload, manifest, clean-up.
 *
 * <p>{@code retention} deletes what need not be kept any more, backups and what only they needed.
 *
 * <p>{@code verification} reads backups back, {@code drill} restores them where it harms nobody.
 *
 * <p>{@code advice} counts what clients ask for and says when a backup disturbs least.
 *
 * <p>{@code turn} lets one of them at a time go to a cluster.
 *
 * <p>{@code topology} keeps the newest machines of each cluster, as provisioning tells them.
 *
 * <p>{@code adapter}: Kafka consumers, REST, managed nodes over JMX and CQL, the store in a directory.
 */
package dev.aeneas.backup;
