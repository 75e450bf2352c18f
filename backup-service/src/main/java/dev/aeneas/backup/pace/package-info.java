/**
 * How fast a copy may go so that a node's clients do not notice: {@link dev.aeneas.backup.pace.Pacing} decides once a second from
 * what the node says of itself, {@link dev.aeneas.backup.pace.ByteGate} holds back whoever reads or writes its files, {@link
 * dev.aeneas.backup.pace.NodePace} brings the two together, and {@link dev.aeneas.backup.pace.NodePaces} has one for each node.
 */
package dev.aeneas.backup.pace;
