/**
 * Processes: state that changes only by deciding on messages, journaled so that a crash at any moment loses nothing and
 * repeats nothing harmful. Plain Java.
 *
 * <pre>
 *   message ──▶ ProcessEngine ──▶ ProcessKind.decide (pure) ──▶ Journal.append (one conditional write) ──▶ PublishMessages
 *                                                                    │
 *   Worker's report ◀── ProcessRunner ◀── openWork(state), wakeAt(state)
 * </pre>
 *
 * Start at {@link dev.aeneas.platform.process.ProcessKind}, which is what a service writes.
 */
package dev.aeneas.platform.process;
