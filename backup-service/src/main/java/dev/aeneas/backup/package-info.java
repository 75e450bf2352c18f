/** Root of backup-service. */
package dev.aeneas.backup;
