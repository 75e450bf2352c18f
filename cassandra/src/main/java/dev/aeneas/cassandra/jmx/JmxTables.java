package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.ImportTables;
import dev.aeneas.cassandra.node.NodeRefused;
import dev.aeneas.cassandra.ring.NodeAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Single tables through their own MBeans. */
final class JmxTables implements ImportTables {
    private final NodeAddress node;
    private final MBeans beans;

    JmxTables(NodeAddress node, MBeans beans) {
        this.node = node;
        this.beans = beans;
    }

    /** What we use of Cassandra's ColumnFamilyStoreMBean, spelled as it is there. */
    interface TableService {
        List<String> importNewSSTables(
                Set<String> folders,
                boolean resetLevel,
                boolean clearRepaired,
                boolean verifySSTables,
                boolean verifyTokens,
                boolean invalidateCaches,
                boolean extendedVerify,
                boolean copyData);
    }

    @Override
    public void importTables(String keyspace, String table, Set<Path> folders, Duration bound) {
        var name = MBeans.name("org.apache.cassandra.db:type=Tables,keyspace=" + keyspace + ",table=" + table);
        var asked = "import " + keyspace + "." + table;
        var paths = folders.stream().map(Path::toString).collect(Collectors.toSet());
        // levels and repaired marks are of the node where the files were written
        var failed = beans.calls().call(asked, bound, () -> beans.unbounded(TableService.class, name)
                .importNewSSTables(paths, true, true, true, false, true, false, false));
        if (!failed.isEmpty()) {
            throw new NodeRefused(node, asked, "it could not take " + failed + "; its log says why");
        }
    }
}
