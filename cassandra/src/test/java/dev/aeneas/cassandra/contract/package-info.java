/** What every adapter of a port must do: the same tests run against the fake and against real nodes. */
package dev.aeneas.cassandra.contract;
