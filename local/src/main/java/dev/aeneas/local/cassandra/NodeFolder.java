package dev.aeneas.local.cassandra;

import java.nio.file.Path;

/** What lies where in a node's directory: its data under {@code data}, everything else is written anew at each start. */
record NodeFolder(Path path) {

    NodeFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path config() {
        return path.resolve("conf/cassandra.yaml");
    }

    Path rackProperties() {
        return path.resolve("conf/cassandra-rackdc.properties");
    }

    Path logConfig() {
        return path.resolve("conf/logback.xml");
    }

    /** On the node's class path, after the jars. */
    Path archiving() {
        return path.resolve("conf/archiving");
    }

    Path jvmArguments() {
        return path.resolve("conf/jvm.args");
    }

    Path jmxPasswords() {
        return path.resolve("conf/jmxremote.password");
    }

    Path jmxAccess() {
        return path.resolve("conf/jmxremote.access");
    }

    Path address() {
        return path.resolve("conf/address.properties");
    }

    Path data(String kind) {
        return path.resolve("data").resolve(kind);
    }

    Path log() {
        return path.resolve("log/system.log");
    }

    Path temporary() {
        return path.resolve("tmp");
    }
}
