/**
 * Reads backups back: a sample of each after it was made, more when somebody asks. Start at {@link
 * dev.aeneas.backup.verification.Verification}.
 */
package dev.aeneas.backup.verification;
