package dev.aeneas.cassandra.cql;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.util.stream.Stream;

/** Turns what the driver throws into the errors of the port. */
final class CqlErrors {
    private CqlErrors() {}

    static ClusterException translate(String asked, DriverException thrown) {
        if (causes(thrown).anyMatch(AuthenticationException.class::isInstance)) {
            return new ClusterException.AccessDenied("refused to " + asked + ": role or password is wrong", thrown);
        }
        if (thrown instanceof QueryValidationException) {
            return new ClusterException.Refused("refused to " + asked + ": " + thrown.getMessage(), thrown);
        }
        return new ClusterException.Unreachable("no answer to " + asked + ": " + thrown.getMessage(), thrown);
    }

    private static Stream<Throwable> causes(DriverException thrown) {
        if (thrown instanceof AllNodesFailedException all) {
            return all.getAllErrors().values().stream().flatMap(errors -> errors.stream());
        }
        return Stream.of(thrown);
    }
}
