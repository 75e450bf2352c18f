/**
 * Whether a failover would work today: facts gathered all the time, rules over them, and what to do about each that is
 * broken. Start at {@link dev.aeneas.failover.readiness.Readiness}.
 */
package dev.aeneas.failover.readiness;
