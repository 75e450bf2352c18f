/**
 * When a backup is due. {@link dev.aeneas.backup.schedule.BackupSchedule} is the process, one per cluster and schedule
 * name, {@link dev.aeneas.backup.schedule.ScheduleProcess} its table; {@link dev.aeneas.backup.schedule.DueTimes} knows
 * the calendar.
 */
package dev.aeneas.backup.schedule;
