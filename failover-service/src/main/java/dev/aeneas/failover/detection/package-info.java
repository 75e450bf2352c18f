/**
 * Is a region lost? Plain Java.
 *
 * <pre>
 *   probes of one datacenter ──▶ SilenceTracker ──▶ DatacenterObserved        at each observer
 *   DatacenterObserved of all ──▶ ClusterVotes.judge ──▶ Verdict              at the decider, in memory
 *   Verdict (when it changes) ──▶ RegionDecisions ──▶ RegionState + events    journaled, one process per region
 * </pre>
 *
 * Start at {@link dev.aeneas.failover.detection.DetectionParameters}.
 */
package dev.aeneas.failover.detection;
