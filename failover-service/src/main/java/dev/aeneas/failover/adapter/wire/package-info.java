/**
 * Asks Cassandra nodes by single frames of the native protocol, thousands a second on one thread.
 *
 * <p>A driver would bring a pool, a control connection and threads per datacenter, and do more where nodes are dead than
 * where they live; an observer must cost the same in both.
 */
package dev.aeneas.failover.adapter.wire;
