/**
 * Joining several nodes at once without losing what was acknowledged: which may join together ({@link
 * dev.aeneas.cassandra.join.SafeWaves}), from whom each must stream ({@link dev.aeneas.cassandra.join.StrictSources}), and
 * whether it did ({@link dev.aeneas.cassandra.join.SourceCheck}). Pure.
 */
package dev.aeneas.cassandra.join;
