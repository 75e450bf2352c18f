package dev.aeneas.provisioning.adapter.local;

import dev.aeneas.local.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The versions of Cassandra that nodes of this machine can run: the build's own, and those that the configuration names. */
final class LocalVersions {
    private static final Pattern JAR = Pattern.compile("cassandra-all-(.+)\\.jar");

    private final String own;
    private final Runtimes runtimes;
    private final Map<String, Path> others;

    /** The other ones by version: the folder of their jars. */
    LocalVersions(Runtimes runtimes, Map<String, Path> others) {
        this.runtimes = runtimes;
        this.others = new TreeMap<>(others);
        own = versionOf(runtimes);
    }

    /** The own one first. */
    List<String> offered() {
        return Stream.concat(Stream.of(own), others.keySet().stream())
                .distinct()
                .toList();
    }

    /** Of no version: the own ones. */
    Runtimes runtimes(String version) {
        if (version == null || version.equals(own)) {
            return runtimes;
        }
        var folder = others.get(version);
        if (folder == null) {
            throw new IllegalStateException(
                    "aeneas.local.cassandra-versions no longer has " + version + ", which a node is of");
        }
        return new Runtimes(folder, runtimes.kafka());
    }

    private static String versionOf(Runtimes runtimes) {
        var name = Runtimes.jar(runtimes.cassandra(), "cassandra-all-")
                .getFileName()
                .toString();
        var matcher = JAR.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }
}
