package dev.aeneas.cassandra.token;

/** A stretch of the ring that a new node takes over: it ends at the new node's token. Width as part of the ring. */
record Piece(long end, double width) {}
