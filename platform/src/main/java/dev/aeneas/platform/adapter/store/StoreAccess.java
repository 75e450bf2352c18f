package dev.aeneas.platform.adapter.store;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

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
            var believed = KeyStore.getInstance(KeyStore.getDefaultType());
            believed.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                believed.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new CertificateException("it is empty");
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(believed);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    certificateAuthority + " is not a file of certificates: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "StoreAccess[username=" + username + ", certificateAuthority=" + certificateAuthority + "]";
    }
}
