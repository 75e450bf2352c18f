package dev.aeneas.backup.testing;

import dev.aeneas.local.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A server that speaks Azure Blob, with the account that everybody knows. */
public final class Azurite implements AutoCloseable {
    public static final String ACCOUNT = "devstoreaccount1";

    /** No secret: it is in Azurite's documentation. */
    public static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final int port = FreePort.on(TestServer.HOST);
    private final TestServer server;

    public Azurite(Path folder) {
        server = TestServer.start(folder, command(), port);
    }

    public URI endpoint() {
        return URI.create("http://" + TestServer.HOST + ":" + port + "/" + ACCOUNT);
    }

    private List<String> command() {
        var azurite = NpmPackage.AZURITE.installed();
        return List.of(
                azurite.node().toString(),
                azurite.folder().resolve("dist/src/blob/main.js").toString(),
                "--blobHost",
                TestServer.HOST,
                "--blobPort",
                String.valueOf(port),
                "--inMemoryPersistence",
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--silent");
    }

    @Override
    public void close() {
        server.close();
    }
}
