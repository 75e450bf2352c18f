/** How long recovery from the loss of a region will take. Plain values. Start at {@link dev.aeneas.failover.forecast.Beside}. */
package dev.aeneas.failover.forecast;
