package dev.aeneas.backup.adapter.runtime;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.SecretsConfig;
import dev.aeneas.backup.ToolsConfig;
import dev.aeneas.backup.adapter.cluster.CqlDigestTables;
import dev.aeneas.backup.adapter.cluster.NodeAccess;
import dev.aeneas.backup.adapter.tool.OfflineTool;
import dev.aeneas.backup.adapter.tool.ReplayStoredLog;
import dev.aeneas.backup.adapter.tool.ToolDigestFiles;
import dev.aeneas.backup.adapter.tool.ToolReplaySegments;
import dev.aeneas.backup.restore.DigestFiles;
import dev.aeneas.backup.restore.DigestTables;
import dev.aeneas.backup.restore.ReplayLog;
import dev.aeneas.backup.restore.ReplaySegments;
import dev.aeneas.backup.topology.KnownClusters;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.ring.NodeAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Whoever reads tables, SSTables and commit logs for a restore. */
@ApplicationScoped
public class ToolsRuntime {
    private final ToolsConfig config;

    public ToolsRuntime(ToolsConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    DigestFiles digestFiles() {
        return new ToolDigestFiles(OfflineTool.of(config));
    }

    @Produces
    @Singleton
    ReplaySegments replaySegments() {
        return new ToolReplaySegments(OfflineTool.of(config));
    }

    @Produces
    @Singleton
    ReplayLog replayLog(ReplaySegments segments) {
        return new ReplayStoredLog(segments);
    }

    @Produces
    @Singleton
    DigestTables digestTables(KnownClusters topologies, SecretsConfig secrets, BackupConfig backup) {
        var nodes = backup.nodes();
        var access = new NodeAccess(
                secrets.folder().map(CredentialsFolder::new),
                node -> NodeAddress.of(node.address()),
                JmxBounds.DEFAULT);
        var cql = new CqlClusters(new CqlBounds(nodes.connectTimeout(), nodes.callTimeout(), nodes.callTimeout()));
        return new CqlDigestTables(topologies, access, cql, config.cql());
    }
}
