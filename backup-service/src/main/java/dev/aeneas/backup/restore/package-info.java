/** Bringing a backup back: {@link dev.aeneas.backup.restore.TableDigest} says whether the rows that came back are those that were there. */
package dev.aeneas.backup.restore;
