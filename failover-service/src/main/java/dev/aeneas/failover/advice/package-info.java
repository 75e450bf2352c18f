/**
 * What each consistency level survives and loses, computed from a cluster's real replication. Plain values. Start at {@link
 * dev.aeneas.failover.advice.ConsistencyAdvice}.
 */
package dev.aeneas.failover.advice;
