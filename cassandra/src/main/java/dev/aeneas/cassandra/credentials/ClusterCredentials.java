package dev.aeneas.cassandra.credentials;

/** What Aeneas logs in to a managed cluster with; never printed. */
public record ClusterCredentials(Login cql, Login jmx) {

    /** A user and its password. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return username + "/***";
        }
    }
}
