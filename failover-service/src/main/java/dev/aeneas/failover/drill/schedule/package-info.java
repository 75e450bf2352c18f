/**
 * When rehearsals begin by themselves. {@link dev.aeneas.failover.drill.schedule.DrillSchedule} is the process, one per cluster and schedule
 * name; it only sends {@code StartDrill}: what holds then decides, as for everybody who asks.
 */
package dev.aeneas.failover.drill.schedule;
