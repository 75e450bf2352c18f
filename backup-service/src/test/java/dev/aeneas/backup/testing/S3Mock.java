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
        server = TestServer.start(folder, command(folder), port);
    }

    public URI endpoint() {
        return URI.create("http://" + TestServer.HOST + ":" + port);
    }

    private List<String> command(Path folder) {
        var runtimes = Runtimes.find();
        var module = runtimes.kafka().resolveSibling("../../s3mock-runtime").normalize();
        return List.of(
                Runtimes.java().toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // it is killed, and leaves what it stored there
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                Runtimes.classPath(module.resolve("target/lib")),
                // run from its source: the module only collects jars
                module.resolve("src/LoopbackS3Mock.java").toString(),
                "--server.address=" + TestServer.HOST,
                "--server.port=" + port,
                "--server.ssl.enabled=false",
                // S3Mock insists on a second port; the launcher sees to it that it is at the same address
                "--com.adobe.testing.s3mock.http-port=0",
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET);
    }

    @Override
    public void close() {
        server.close();
    }
}
