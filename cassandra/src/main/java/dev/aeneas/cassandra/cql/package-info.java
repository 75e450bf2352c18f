/** A managed cluster through CQL: keyspaces and replication, roles, and a probe that needs neither driver nor role. */
package dev.aeneas.cassandra.cql;
