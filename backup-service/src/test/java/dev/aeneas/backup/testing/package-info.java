/** What the tests of backup-service share. */
package dev.aeneas.backup.testing;
