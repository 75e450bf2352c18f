package dev.aeneas.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.ClassArchive;
import dev.aeneas.local.cassandra.JmxCredentials;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSecurity;
import dev.aeneas.local.cassandra.NodeSpec;
import dev.aeneas.local.process.ProcessDied;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CassandraNodeTest {
    private static final Duration START_BOUND = Duration.ofMinutes(3);
    private static final Duration STOP_BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final LoopbackBlock block = LoopbackBlock.reserve();

    @AfterEach
    void endWhatWasStarted() {
        CassandraNode.adopt(folder).ifPresent(CassandraNode::kill);
        block.close();
    }

    private NodeSpec spec() {
        var address = block.address(1, 1);
        var identity = new NodeIdentity("test", "east", "east_1", NodeAddress.of(address), List.of(address));
        return NodeSpec.of(identity, NodeJoin.first(List.of("-100", "100")))
                .withSecurity(NodeSecurity.withPasswords(new JmxCredentials("jmx", "secret")));
    }

    @Test
    void startsIsAdoptedFreezesThawsAndStops() {
        var started = CassandraNode.start(Runtimes.find(), folder, spec());
        started.awaitCql(START_BOUND);

        var adopted = CassandraNode.adopt(folder).orElseThrow();
        assertThat(adopted.pid()).isEqualTo(started.pid());
        assertThat(CassandraNode.start(Runtimes.find(), folder, spec()).pid()).isEqualTo(started.pid());

        adopted.freeze();
        assertThat(adopted.isAlive()).isTrue();
        assertThat(adopted.answersCql()).isFalse();
        adopted.thaw();
        adopted.awaitCql(START_BOUND);

        assertThat(adopted.stop(STOP_BOUND)).isTrue();
        assertThat(CassandraNode.adopt(folder)).isEmpty();
    }

    @Test
    void aNodeThatCannotStartSaysWhyAtOnce() {
        var broken = spec().withYaml(Map.of("no_such_setting", "x"));
        var node = CassandraNode.start(Runtimes.find(), folder, broken);
        assertThatThrownBy(() -> node.awaitCql(START_BOUND))
                .isInstanceOf(ProcessDied.class)
                .hasMessageContaining("no_such_setting");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNodeUsesTheArchiveOfClassesOnceItIsMade() throws Exception {
        var archive = ClassArchive.create(Runtimes.find(), START_BOUND);
        var node = CassandraNode.start(Runtimes.find(), folder, spec());
        node.awaitCql(START_BOUND);
        assertThat(folder.resolve("conf/archiving/commitlog_archiving.properties"))
                .exists();
        assertThat(Files.readString(Path.of("/proc", Long.toString(node.pid()), "maps")))
                .contains(archive.toString());
    }
}
