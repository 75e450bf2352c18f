package dev.aeneas.platform.adapter.store;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * What the control store asks of its clients.
 *
 * @param username null: it asks nobody for a login
 * @param certificateAuthority PEM file with whom to believe, which should have signed nothing but the store's nodes: they are
 *     met by address, so their names are not compared; null: the connection is not encrypted
 */
public record StoreAccess(String username, String password, Path certificateAuthority) {
    /** No login and no encryption, as in the local stack. */
    public static StoreAccess open() {
        return new StoreAccess(null, null, null);
    }

    CqlSessionBuilder onto(CqlSessionBuilder session) {
        if (username != null) {
            session.withAuthCredentials(username, password == null ? "" : password);
        }
        if (certificateAuthority != null) {
            session.withSslEngineFactory(new ProgrammaticSslEngineFactory(context()));
        }
        return session;
    }

    private SSLContext context() {
        try (var pem = Files.newInputStream(certificateAuthority)) {
            var built = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(pem)
                    .build();
            return ((JdkSslContext) built).context();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    certificateAuthority + " is not a file of certificates: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "StoreAccess[username=" + username + ", certificateAuthority=" + certificateAuthority + "]";
    }
}
