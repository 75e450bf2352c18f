/**
 * The {@code failover} process of a cluster: its machines as last heard, its policy, where clients belong, and its failover
 * runs. One process per cluster, so that two runs, or a run and a new policy, can never pass each other.
 *
 * <pre>
 *   RegionDown / FailOver ──▶ Growing ──ScaleCompleted──▶ Repairing ──repaired──▶ Completed
 *    FailoverStarted             │      CapacityRestored      │  ConsistencyRestored
 *    TrafficShifted              └──ScaleFailed──▶ Repairing ─┴────────────▶ Failed
 *    ScaleDatacenter                  (clients stay, repair is tried all the same)
 * </pre>
 *
 * Start at {@link dev.aeneas.failover.run.FailoverProcess}, the table; nothing here calls or waits for the lost region.
 */
package dev.aeneas.failover.run;
