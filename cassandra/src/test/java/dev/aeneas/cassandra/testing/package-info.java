/** What tests of several modules need to meet nodes. */
package dev.aeneas.cassandra.testing;
