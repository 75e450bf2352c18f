package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.run.NodesUnavailable;
import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.cassandra.node.Looks;
import dev.aeneas.contracts.ClusterName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The nodes that files go to. Every call is bounded and throws {@link NodesUnavailable} with the node's name. */
public interface RestoreNodes {
    /** The ring as the first contact that answers sees it. */
    Ring ring(RestoreRequest request);

    /** Connects to a node; close it after use. */
    Session connect(ClusterName cluster, BackupNode node, String restoreId);

    /**
     * A ring.
     *
     * @param owners nodes that own data
     * @param notNormal owners and others that are not Up/Normal, for people
     * @param oneSchema whether every living node holds one and the same schema version
     */
    record Ring(List<RingNode> owners, List<String> notNormal, boolean oneSchema) {}

    /** A node at hand, with the folder on its disk that is this restore's own. */
    interface Session extends AutoCloseable {
        @Looks
        long freeBytes() throws IOException;

        /** Whether the file is there, whole. */
        @Looks
        boolean holds(StagedFile file) throws IOException;

        /**
         * Puts a file into the folder; Cassandra knows nothing of it yet.
         *
         * @param content fails at its end when it is not what its digest says; the file is not there then
         */
        void stage(StagedFile file, InputStream content) throws IOException;

        /**
         * Puts a table's files among those of a source, beside what was fetched.
         *
         * @param made has them, on this machine; fine if it has none
         */
        void add(String source, TableName table, SSTableFolder made) throws IOException;

        /** The folder of one source's files; empty where the node's disk is not on this machine. */
        @Looks
        Optional<SSTableFolder> folder(String source);

        /** Hands what is there of a table to Cassandra, which moves it away; fine if nothing is there. */
        void importTable(TableName staged, TableName table, List<String> sources) throws IOException;

        /** Takes rows that are not the node's own from its disk, one table at a time. */
        void cleanup(String keyspace);

        /** Removes the folder; fine if there is none. */
        void clear() throws IOException;

        @Looks
        @Override
        void close();
    }
}
