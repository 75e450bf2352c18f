/**
 * One process per run: takes the topology lock, carries the plan out, verifies, gives the lock back.
 *
 * <pre>
 * Requested ─▶ Surveying (only when nodes leave) ─▶ Executing ─▶ Verifying ─▶ Closing ─▶ Ended
 *                                                       │            │          ▲
 *                                                       └─▶ Stopping ◀┘ ────────┘
 * </pre>
 *
 * <p>Start at {@code ScaleRun}, then {@code RunProcess}.
 */
package dev.aeneas.scaling.run;
