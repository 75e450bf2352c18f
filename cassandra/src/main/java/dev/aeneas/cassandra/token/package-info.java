/** Where new nodes go on the ring: pure planning, the same answer for the same question. */
package dev.aeneas.cassandra.token;
