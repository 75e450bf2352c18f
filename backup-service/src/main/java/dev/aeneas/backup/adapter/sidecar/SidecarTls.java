package dev.aeneas.backup.adapter.sidecar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who one is and whom one believes, on either side: {@code tls.crt}, {@code tls.key} (PKCS #8) and {@code ca.crt} of a folder, as
 * cert-manager writes them; what it renews is taken up by who asks again.
 *
 * <p>Pods come and go by address, so names are not compared: the authority should have signed nothing but sidecars, for servers, and
 * who may come to them, for clients. Java compares these two uses.
 */
public final class SidecarTls {
    private static final char[] NO_PASSWORD = new char[0];

    private final Path folder;
    private List<String> read = List.of();
    private SSLContext context;

    public SidecarTls(Path folder) {
        this.folder = folder;
    }

    /**
     * The same one as long as the files are the same.
     *
     * @throws IllegalStateException while the folder has not all three
     */
    synchronized SSLContext context() {
        try {
            var files = List.of(text("tls.crt"), text("tls.key"), text("ca.crt"));
            if (!files.equals(read)) {
                context = context(files.get(0), files.get(1), files.get(2));
                read = files;
            }
            return context;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    folder + " does not hold tls.crt, tls.key (PKCS #8) and ca.crt as PEM: " + e, e);
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.US_ASCII);
    }

    private static SSLContext context(String certificate, String key, String authority)
            throws IOException, GeneralSecurityException {
        var chain = certificates(certificate);
        var own = KeyStore.getInstance(KeyStore.getDefaultType());
        own.load(null, null);
        own.setKeyEntry("own", privateKey(key, chain.get(0)), NO_PASSWORD, chain.toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NO_PASSWORD);
        var believed = KeyStore.getInstance(KeyStore.getDefaultType());
        believed.load(null, null);
        for (var one : certificates(authority)) {
            believed.setCertificateEntry("authority-" + believed.size(), one);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        var context = SSLContext.getInstance("TLS");
        context.init(
                keys.getKeyManagers(),
                new TrustManager[] {new AnyAddress((X509ExtendedTrustManager) trust.getTrustManagers()[0])},
                null);
        return context;
    }

    private static List<Certificate> certificates(String pem) throws CertificateException {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        var found =
                List.<Certificate>copyOf(CertificateFactory.getInstance("X.509").generateCertificates(bytes));
        if (found.isEmpty()) {
            throw new CertificateException("a file of certificates is empty");
        }
        return found;
    }

    private static PrivateKey privateKey(String pem, Certificate of) throws GeneralSecurityException {
        var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance(of.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** All of the JDK's checks but the one of a name or address. */
    private static final class AnyAddress extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager checks;

        AnyAddress(X509ExtendedTrustManager checks) {
            this.checks = checks;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            checks.checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checks.checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checks.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            checks.checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checks.checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checks.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return checks.getAcceptedIssuers();
        }
    }
}
