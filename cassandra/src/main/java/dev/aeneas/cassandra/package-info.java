/**
 * A managed Cassandra cluster seen from outside.
 *
 * <p>{@code ring}: what nodes, tokens and replication look like. {@code node}: the ports, one per need, and their
 * errors. {@code jmx} and {@code cql}: the adapters that reach real nodes. {@code token}: where new nodes go on the
 * ring. {@code safety}: what forbids a join, a decommission or a restart. {@code fake} (test-jar): a cluster in memory.
 */
package dev.aeneas.cassandra;
