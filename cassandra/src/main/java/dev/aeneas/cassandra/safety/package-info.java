/** What forbids a change of the ring: one class per change, pure, each telling EVERY rule that is violated. */
package dev.aeneas.cassandra.safety;
