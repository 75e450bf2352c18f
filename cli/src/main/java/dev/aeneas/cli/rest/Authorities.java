package dev.aeneas.cli.rest;

import dev.aeneas.cli.CliException;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/** TLS that believes the certificates of a PEM file and nobody else's. */
final class Authorities {
    private Authorities() {}

    static SSLContext of(Path pem) {
        try (var in = Files.newInputStream(pem)) {
            var built = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(in)
                    .build();
            return ((JdkSslContext) built).context();
        } catch (IOException | IllegalArgumentException e) {
            throw CliException.unavailable("certificate-authority " + pem + " cannot be read: " + e.getMessage());
        }
    }
}
