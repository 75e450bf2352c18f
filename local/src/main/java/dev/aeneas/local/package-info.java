/**
 * Real Cassandra nodes and a real Kafka broker as plain processes on loopback, from the jars of Maven's registry.
 *
 * <p>Start at {@link dev.aeneas.local.cassandra.CassandraNode} and {@link dev.aeneas.local.kafka.KafkaBroker};
 * {@link dev.aeneas.local.Runtimes} finds the jars; {@code process} holds what both share.
 */
package dev.aeneas.local;
