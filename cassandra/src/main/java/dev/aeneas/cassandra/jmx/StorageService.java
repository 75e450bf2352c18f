package dev.aeneas.cassandra.jmx;

import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;

/** What we use of Cassandra's StorageServiceMBean, spelled as it is there. */
interface StorageService {
    ObjectName NAME = MBeans.name("org.apache.cassandra.db:type=StorageService");

    String getOperationMode();

    void joinRing();

    void decommission(boolean force);

    void removeNode(String hostId);

    void drain();

    void rebuild(String sourceDatacenter, String keyspace, String tokens, String specificSources);

    int forceKeyspaceCleanup(int jobs, String keyspace, String... tables);

    int repairAsync(String keyspace, Map<String, String> options);

    List<String> getParentRepairStatus(int command);

    void takeSnapshot(String tag, Map<String, String> options, String... entities);

    void clearSnapshot(String tag, String... keyspaces);

    Map<String, TabularData> getSnapshotDetails();

    String[] getAllDataFileLocations();

    String getCommitLogLocation();

    void setStreamThroughputMebibytesPerSec(int limit);

    void setInterDCStreamThroughputMebibytesPerSec(int limit);

    void setEntireSSTableStreamThroughputMebibytesPerSec(int limit);

    void setEntireSSTableInterDCStreamThroughputMebibytesPerSec(int limit);

    void setCompactionThroughputMbPerSec(int limit);
}
