package dev.aeneas.cassandra.cql;

/** Whatever goes wrong between Aeneas and a managed cluster over CQL. */
public abstract sealed class ClusterException extends RuntimeException {
    private ClusterException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No node answered in time: a statement under way may or may not have been done. */
    public static final class Unreachable extends ClusterException {
        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The role or its password is refused. */
    public static final class AccessDenied extends ClusterException {
        public AccessDenied(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The cluster answered and said no; the message holds its reason. */
    public static final class Refused extends ClusterException {
        public Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
