/**
 * Who may copy from or to a cluster's nodes, or clean its store: one at a time, the others wait in line.
 *
 * <p>Whoever needs a turn says {@code TurnRequested}, goes on when {@code TurnGranted} comes, and says {@code TurnEnded}
 * when its outcome is known, whatever it is. Asking or ending again is harmless.
 */
package dev.aeneas.backup.turn;
