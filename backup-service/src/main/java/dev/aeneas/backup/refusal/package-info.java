/** How this service says no, the same for schedules and backups. */
package dev.aeneas.backup.refusal;
