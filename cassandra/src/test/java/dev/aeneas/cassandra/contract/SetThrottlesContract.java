package dev.aeneas.cassandra.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.node.Throttles;
import dev.aeneas.cassandra.node.WriteBounds;
import org.junit.jupiter.api.Test;

abstract class SetThrottlesContract {
    abstract TestCluster cluster();

    @Test
    void readsWhatWasSetAndCanPutItBack() {
        try (NodeOperations node = cluster().connect(cluster().first())) {
            Throttles before = node.throttles();
            Throttles wanted = new Throttles(100, 200, 300, 400, 50);

            node.throttle(wanted);
            assertThat(node.throttles()).isEqualTo(wanted);
            node.throttle(before);
            assertThat(node.throttles()).isEqualTo(before);
        }
    }

    @Test
    void readsUnlimitedAsZero() {
        try (NodeOperations node = cluster().connect(cluster().first())) {
            Throttles before = node.throttles();

            node.throttle(new Throttles(0, 0, 0, 0, 0));
            assertThat(node.throttles()).isEqualTo(new Throttles(0, 0, 0, 0, 0));
            node.throttle(before);
        }
    }

    @Test
    void boundsWritesAndCanPutThatBack() {
        try (NodeOperations node = cluster().connect(cluster().first())) {
            assertThat(node.writeBounds()).isEqualTo(WriteBounds.DEFAULT);

            node.boundWrites(WriteBounds.NONE);
            assertThat(node.writeBounds()).isEqualTo(WriteBounds.NONE);
            node.boundWrites(WriteBounds.DEFAULT);
            assertThat(node.writeBounds()).isEqualTo(WriteBounds.DEFAULT);
        }
    }

    @Test
    void showsNoStreamsAndNoWaitingWorkOnAnIdleNode() {
        try (NodeOperations node = cluster().connect(cluster().first())) {
            assertThat(node.streams()).isEmpty();
            assertThat(node.pendingCompactions()).isBetween(0, 100);
        }
    }

    @Test
    void tellsItsSizeAndThatNobodyRepairsAnIdleNode() {
        try (NodeOperations node = cluster().connect(cluster().first())) {
            assertThat(node.loadBytes()).isNotNegative();
            assertThat(node.runningRepairs()).isZero();
            assertThat(node.oldestHints()).isEmpty();
            assertThat(node.droppedWrites()).isZero();
            assertThat(node.cpuUse().orElse(0)).isBetween(0.0, 1.0);
            assertThat(node.machineCpuUse().orElse(0)).isBetween(0.0, 1.0);
            assertThat(node.requestTimes().total()).isNotNegative();
        }
    }
}
