package dev.aeneas.cassandra.credentials;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Whom one believes that a node is one of the cluster's: who signed the nodes' certificates, and should have signed nothing else. Nodes
 * are met by address, so that their names are not compared.
 */
public final class NodeAuthority {
    private final String pem;
    private final SSLContext context;

    private NodeAuthority(String pem, SSLContext context) {
        this.pem = pem;
        this.context = context;
    }

    /**
     * Reads certificates.
     *
     * @param pem one certificate or several
     * @throws IllegalArgumentException when it is anything else
     */
    public static NodeAuthority of(String pem) {
        try {
            var certificates = new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1));
            var built = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(certificates)
                    .build();
            return new NodeAuthority(pem, ((JdkSslContext) built).context());
        } catch (SSLException e) {
            throw new IllegalArgumentException("not certificates as PEM: " + e.getMessage(), e);
        }
    }

    /** The same one each time, so that sessions are resumed. */
    public SSLContext context() {
        return context;
    }

    boolean isOf(String text) {
        return pem.equals(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeAuthority authority && pem.equals(authority.pem);
    }

    @Override
    public int hashCode() {
        return pem.hashCode();
    }

    @Override
    public String toString() {
        return "NodeAuthority[" + Integer.toHexString(hashCode()) + "]";
    }
}
