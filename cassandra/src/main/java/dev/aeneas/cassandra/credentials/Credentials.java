package dev.aeneas.cassandra.credentials;

import java.util.Objects;

/** A user's name and password, for CQL or for JMX; never prints the password. */
public record Credentials(String username, String password) {
    /** What a new cluster with PasswordAuthenticator comes with, until it is neutralised. */
    public static final Credentials CASSANDRA_DEFAULT = new Credentials("cassandra", "cassandra");

    public Credentials {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
