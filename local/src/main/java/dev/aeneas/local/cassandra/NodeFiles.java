package dev.aeneas.local.cassandra;

import dev.aeneas.local.process.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes into a node's directory what its next start reads. */
final class NodeFiles {

    private static final String LOG_CONFIG =
            """
            <configuration>
              <appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender">
                <file>${cassandra.logdir}/system.log</file>
                <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
                  <fileNamePattern>${cassandra.logdir}/system.%i.log</fileNamePattern>
                  <minIndex>1</minIndex>
                  <maxIndex>3</maxIndex>
                </rollingPolicy>
                <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
                  <maxFileSize>10MB</maxFileSize>
                </triggeringPolicy>
                <encoder>
                  <pattern>%-5level [%thread] %date{ISO8601} %F:%L - %msg%n</pattern>
                </encoder>
              </appender>
              <root level="INFO">
                <appender-ref ref="FILE"/>
              </root>
            </configuration>
            """;

    private NodeFiles() {}

    static void write(NodeSpec spec, NodeFolder folder, Path jars) {
        makeFolders(folder);
        AtomicFile.write(folder.config(), Yaml.write(NodeConfig.of(spec, folder)));
        AtomicFile.write(
                folder.rackProperties(),
                "dc=" + spec.identity().datacenter() + "\nrack="
                        + spec.identity().rack() + "\n");
        AtomicFile.write(folder.logConfig(), LOG_CONFIG);
        LogArchiving.write(folder);
        AtomicFile.write(folder.jvmArguments(), JvmArguments.of(spec, folder, jars));
        AddressFile.write(folder.address(), spec.identity().address());
        spec.security().jmx().ifPresent(credentials -> writeCredentials(credentials, folder));
    }

    private static void makeFolders(NodeFolder folder) {
        try {
            Files.createDirectories(folder.log().getParent());
            Files.createDirectories(folder.temporary());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folders of " + folder.path(), e);
        }
    }

    private static void writeCredentials(JmxCredentials credentials, NodeFolder folder) {
        AtomicFile.writeSecret(folder.jmxPasswords(), credentials.user() + " " + credentials.password() + "\n");
        AtomicFile.writeSecret(
                folder.jmxAccess(),
                credentials.user()
                        + " readwrite create javax.management.monitor.*,javax.management.timer.* unregister\n");
    }
}
