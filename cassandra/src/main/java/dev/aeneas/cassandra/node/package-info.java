/**
 * Ports: what Aeneas needs of one node of a managed cluster, one small interface per need, and the errors they throw.
 *
 * <p>Start at {@link dev.aeneas.cassandra.node.NodeOperations}. Every call is bounded; whoever does not answer within
 * the bound is {@link dev.aeneas.cassandra.node.NodeSilent}, which means "don't know", not "failed".
 */
package dev.aeneas.cassandra.node;
