/** A managed cluster in memory that obeys the ports of this module, for unit tests and seeded simulations. */
package dev.aeneas.cassandra.fake;
