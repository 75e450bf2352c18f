package dev.aeneas.cli.demo;

import com.datastax.oss.driver.api.core.session.Session;
import dev.aeneas.cli.stack.LocalStack;
import dev.aeneas.cli.stack.StackHome;
import java.util.Map;
import java.util.TreeMap;

/** Versions of everything that was measured. */
record Versions(Map<String, String> byName) {
    static Versions of(StackHome home) {
        var versions = new TreeMap<String, String>();
        versions.put("aeneas", "0.1.0-SNAPSHOT");
        versions.put("cassandra", LocalStack.cassandraVersion(home));
        versions.put("kafka", LocalStack.kafkaVersion(home));
        versions.put("javaDriver", String.valueOf(Session.OSS_DRIVER_COORDINATES.getVersion()));
        versions.put("java", Runtime.version().toString());
        return new Versions(versions);
    }
}
