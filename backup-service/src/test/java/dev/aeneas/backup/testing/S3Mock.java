package dev.aeneas.backup.testing;

import dev.aeneas.local.FreePort;
import dev.aeneas.local.Runtimes;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A server that speaks S3, with one bucket; it takes any credentials. */
public final class S3Mock implements AutoCloseable {
    public static final String BUCKET = "backups";

    private final int port = FreePort.on(TestServer.HOST);
    private final TestServer server;

    public S3Mock(Path folder) {
        server = TestServer.start(folder, command(), port);
    }

    public URI endpoint() {
        return URI.create("http://" + TestServer.HOST + ":" + port);
    }

    private List<String> command() {
        var runtimes = Runtimes.find();
        var jars = runtimes.kafka()
                .resolveSibling("../../s3mock-runtime/target/lib")
                .normalize();
        return List.of(
                Runtimes.java().toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Runtimes.classPath(jars),
                "com.adobe.testing.s3mock.S3MockApplication",
                "--server.address=" + TestServer.HOST,
                "--server.port=" + port,
                "--server.ssl.enabled=false",
                // S3Mock insists on a second port
                "--com.adobe.testing.s3mock.http-port=0",
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET);
    }

    @Override
    public void close() {
        server.close();
    }
}
