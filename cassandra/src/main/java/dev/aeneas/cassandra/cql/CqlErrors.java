package dev.aeneas.cassandra.cql;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Turns what the driver throws into the errors of the port. */
final class CqlErrors {
    private CqlErrors() {}

    static ClusterException translate(String asked, DriverException thrown) {
        if (causes(thrown).anyMatch(AuthenticationException.class::isInstance)) {
            return new ClusterException.AccessDenied("refused to " + asked + ": role or password is wrong", thrown);
        }
        var tls = causes(thrown)
                .flatMap(CqlErrors::chain)
                .filter(SSLException.class::isInstance)
                .findFirst();
        if (tls.isPresent()) {
            return new ClusterException.AccessDenied(
                    "refused to " + asked + ": no TLS with a node whose certificate the cluster's authority signed ("
                            + tls.get().getMessage() + ")",
                    thrown);
        }
        if (thrown instanceof QueryValidationException) {
            return new ClusterException.Refused("refused to " + asked + ": " + thrown.getMessage(), thrown);
        }
        return new ClusterException.Unreachable("no answer to " + asked + ": " + thrown.getMessage(), thrown);
    }

    static ClusterException notConnected(ClusterContact contact, DriverException thrown) {
        var asked = "connect to " + contact.contactPoints();
        boolean hungUp = causes(thrown).flatMap(CqlErrors::chain).anyMatch(ClosedConnectionException.class::isInstance);
        if (hungUp && contact.authority().isEmpty()) {
            return new ClusterException.Unreachable(
                    "no answer to " + asked + ": hung up, as nodes do that take only TLS; no <cluster>.ca.crt"
                            + " beside the cluster's logins says whom to believe: " + thrown.getMessage(),
                    thrown);
        }
        return translate(asked, thrown);
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    private static Stream<Throwable> causes(DriverException thrown) {
        if (thrown instanceof AllNodesFailedException all) {
            return all.getAllErrors().values().stream().flatMap(errors -> errors.stream());
        }
        return Stream.of(thrown);
    }
}
