/** Values: nodes, tokens, replication, and the ring as one node sees it. No I/O. */
package dev.aeneas.cassandra.ring;
