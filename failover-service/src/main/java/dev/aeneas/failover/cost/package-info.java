/**
 * What each way to be ready for the loss of a region costs a month, beside how long it would take to recover. Plain values. Start at
 * {@link dev.aeneas.failover.cost.CostAdvice}.
 */
package dev.aeneas.failover.cost;
