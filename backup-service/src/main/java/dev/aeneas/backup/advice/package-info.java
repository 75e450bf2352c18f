/**
 * When a backup disturbs least. {@link dev.aeneas.backup.advice.LoadHistory} is the process, one per cluster: it counts what
 * the nodes served in each hour of the week; {@link dev.aeneas.backup.advice.Advice} makes advice of it.
 */
package dev.aeneas.backup.advice;
