/**
 * A Cassandra node as a process: {@code NodeSpec} says what is wanted, {@code NodeFiles} writes it down, and
 * {@code CassandraNode} starts, adopts, freezes and stops it.
 */
package dev.aeneas.local.cassandra;
