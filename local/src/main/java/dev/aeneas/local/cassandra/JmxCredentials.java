package dev.aeneas.local.cassandra;

/** A user that may do everything over JMX; neither part may hold white space, as the JVM's own files could not. */
public record JmxCredentials(String user, String password) {

    public JmxCredentials {
        if (hasSpace(user) || hasSpace(password)) {
            throw new IllegalArgumentException("JMX user and password must be words without white space");
        }
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "JmxCredentials[" + user + "]";
    }

    private static boolean hasSpace(String word) {
        return word.isEmpty() || word.chars().anyMatch(Character::isWhitespace);
    }
}
