package dev.aeneas.cassandra.credentials;

/** What Aeneas logs in to a managed cluster with; never printed. */
public record ClusterCredentials(Credentials cql, Credentials jmx) {}
