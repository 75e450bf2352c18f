/**
 * One process per run: takes the topology lock, carries the plan out, verifies, gives the lock back.
 *
 * <pre>
 * Requested ─▶ Surveying ─▶ Executing ─▶ Verifying ─▶ Closing ─▶ Ended
 *                              │            │          ▲
 *     │                        └─▶ Stopping ◀┘ ────────┘
 *     └─▶ Objecting ─▶ Ended (somebody else has the lock)
 * </pre>
 *
 * <p>A run that another one supersedes goes through Stopping too, or straight to its end where nothing was begun.
 *
 * <p>Start at {@code ScaleRun}, then {@code RunProcess}.
 */
package dev.aeneas.scaling.run;
