package dev.aeneas.local.cassandra;

import dev.aeneas.local.Runtimes;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The arguments of a node's JVM, one a line, as the java launcher reads them from an {@code @file}. */
final class JvmArguments {

    private static final int SHUTDOWN_ANNOUNCED_MILLIS = 500;
    private static final int ROWS_FOR_AN_ESTIMATE = 5_000;
    private static final int SMALL_HEAP_MEGABYTES = 1024;
    private static final int ROLE_SETUP_MILLIS = 300;
    private static final int CLOCK_MILLIS = 10;

    /**
     * As many threads handle the answers of other nodes. A repair writes its history from one of them and waits for the answers: with a single
     * one, as on a core or less, each of these writes times out, hundreds in a row, and the node hears nobody meanwhile.
     */
    private static final int PROCESSORS_TO_SEE = 4;

    private static final String MAIN = "org.apache.cassandra.service.CassandraDaemon";

    private final List<String> lines = new ArrayList<>();

    private JvmArguments() {}

    static String of(NodeSpec spec, NodeFolder folder, Path jars) {
        JvmArguments arguments = new JvmArguments();
        arguments.machine(spec.resources().heapMegabytes(), jars);
        arguments.classPath(folder, jars);
        arguments.files(folder);
        arguments.ring(spec.join());
        arguments.restart();
        arguments.rest();
        arguments.jmx(spec, folder);
        spec.systemProperties().forEach(arguments::property); // the last one of a name counts
        arguments.lines.add(MAIN);
        return arguments.lines.stream().map(JvmArguments::quoted).collect(Collectors.joining("\n", "", "\n"));
    }

    private void machine(int heapMegabytes, Path jars) {
        lines.add("-Xmx" + heapMegabytes + "m");
        lines.add("-Xms" + Math.min(heapMegabytes, 96) + "m");
        lines.add("-Xss256k");
        lines.add("-XX:MaxDirectMemorySize=" + heapMegabytes + "m");
        if (heapMegabytes <= SMALL_HEAP_MEGABYTES) {
            lines.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=64m"));
        }
        lines.addAll(
                List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-HeapDumpOnOutOfMemoryError", "-XX:+PerfDisableSharedMem"));
        lines.addAll(ModuleAccess.ARGUMENTS);
        ClassArchive.argument(jars).ifPresent(lines::add);
        lines.add("-javaagent:" + Runtimes.jar(jars, "jamm-"));
        lines.add("-Djava.net.preferIPv4Stack=true");
        lines.add("-Dchronicle.announcer.disable=true");
        lines.add("-Djdk.nio.maxCachedBufferSize=1048576");
    }

    /** The jars first: an archive of classes fits every class path that begins as its own. */
    private void classPath(NodeFolder folder, Path jars) {
        lines.addAll(List.of("-cp", Runtimes.classPath(jars) + File.pathSeparator + folder.archiving()));
    }

    private void files(NodeFolder folder) {
        property("cassandra.config", folder.config().toUri());
        property("cassandra-rackdc.properties", folder.rackProperties().toUri());
        property("logback.configurationFile", folder.logConfig());
        property("cassandra.storagedir", folder.path().resolve("data"));
        property("cassandra.logdir", folder.log().getParent());
        property("java.io.tmpdir", folder.temporary());
        property("cassandra-foreground", "yes");
    }

    private void ring(NodeJoin join) {
        property("cassandra.join_ring", join.joinRing());
        property("cassandra.ring_delay_ms", join.ringDelay().toMillis());
        property("cassandra.skip_wait_for_gossip_to_settle", 0);
        // until the first role is made, and between two tries of it; each node that joins tries until it can read the
        // roles, and
        // without a pause it does so thousands of times a second, for which two cores have better use just then
        property("cassandra.superuser_setup_delay_ms", ROLE_SETUP_MILLIS);
        property("cassandra.available_processors", PROCESSORS_TO_SEE);
        if (!join.deadEndpoints().isEmpty()) {
            property("cassandra.skip_schema_check_for_endpoints", String.join(",", join.deadEndpoints()));
        }
    }

    /** What a restart would otherwise wait for; measured in docs/measured-facts.md. */
    private void restart() {
        // a node that stops tells the others and then waits for this to arrive; 2 s are meant for wide networks
        property("cassandra.shutdown_announce_in_ms", SHUTDOWN_ANNOUNCED_MILLIS);
        // at each start a row's overhead in memory is estimated from so many rows: 100 000 of them take 1.4 s
        property("cassandra.memtable_row_overhead_computation_step", ROWS_FOR_AN_ESTIMATE);
    }

    /** What a node does all the time, also where nobody asks it anything; measured in docs/measured-facts.md. */
    private void rest() {
        // a thread wakes so often to tell the others roughly what time it is, for bounds of seconds; else each 2 ms
        property("cassandra.approximate_time_precision_ms", CLOCK_MILLIS);
        // otherwise each request renames its threads, which is a call of the kernel's
        property("cassandra.set_sep_thread_name", false);
    }

    private void jmx(NodeSpec spec, NodeFolder folder) {
        NodeAddress address = spec.identity().address();
        boolean credentials = spec.security().jmx().isPresent();
        property("java.rmi.server.hostname", address.host());
        property("com.sun.management.jmxremote.host", address.host());
        property("com.sun.management.jmxremote.port", address.jmxPort());
        property("com.sun.management.jmxremote.rmi.port", address.jmxPort());
        property("com.sun.management.jmxremote.ssl", false);
        property("com.sun.management.jmxremote.authenticate", credentials);
        if (credentials) {
            property("com.sun.management.jmxremote.password.file", folder.jmxPasswords());
            property("com.sun.management.jmxremote.access.file", folder.jmxAccess());
        }
    }

    private void property(String name, Object value) {
        lines.add("-D" + name + "=" + value);
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
