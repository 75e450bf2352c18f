package dev.aeneas.cassandra.credentials;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

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
            return new NodeAuthority(pem, context(SslContextBuilder.forClient().trustManager(certificates)));
        } catch (SSLException e) {
            throw new IllegalArgumentException("not certificates as PEM: " + e.getMessage(), e);
        }
    }

    /** Nobody is believed: what is known is that TLS is spoken, and not by whose certificates. A node is seen to live all the same. */
    public static NodeAuthority unread() {
        try {
            return new NodeAuthority("", context(SslContextBuilder.forClient().trustManager(new TrustNobody())));
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(SslContextBuilder client) throws SSLException {
        return ((JdkSslContext) client.sslProvider(SslProvider.JDK).build()).context();
    }

    private static final class TrustNobody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String use) throws CertificateException {
            throw new CertificateException("nobody is believed");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String use) throws CertificateException {
            throw new CertificateException("whom to believe could not be read");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
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
