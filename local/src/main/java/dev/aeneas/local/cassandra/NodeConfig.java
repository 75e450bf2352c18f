package dev.aeneas.local.cassandra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of {@code cassandra.yaml}, for many small nodes on one machine; durability is left at Cassandra's defaults. */
final class NodeConfig {

    private static final int TOKENS_WHEN_NOT_PLANNED = 16;

    private NodeConfig() {}

    static Map<String, Object> of(NodeSpec spec, NodeFolder folder) {
        Map<String, Object> entries = new LinkedHashMap<>();
        ring(entries, spec);
        folders(entries, folder);
        access(entries, spec.security());
        resources(entries, spec.resources());
        entries.putAll(spec.yaml());
        return entries;
    }

    private static void ring(Map<String, Object> entries, NodeSpec spec) {
        NodeIdentity identity = spec.identity();
        NodeAddress address = identity.address();
        List<String> tokens = spec.join().tokens();
        entries.put("cluster_name", identity.cluster());
        entries.put("partitioner", "org.apache.cassandra.dht.Murmur3Partitioner");
        entries.put("endpoint_snitch", "GossipingPropertyFileSnitch");
        entries.put("listen_address", address.host());
        entries.put("rpc_address", address.host());
        entries.put("storage_port", address.storagePort());
        entries.put("native_transport_port", address.cqlPort());
        entries.put("seed_provider", seeds(identity.seeds()));
        entries.put("num_tokens", tokens.isEmpty() ? TOKENS_WHEN_NOT_PLANNED : tokens.size());
        if (!tokens.isEmpty()) {
            entries.put("initial_token", String.join(",", tokens));
        }
        entries.put("auto_bootstrap", spec.join().bootstrap());
        // A cluster that was never anything else than 5.0 needs no compatibility with 4.x.
        entries.put("storage_compatibility_mode", "NONE");
    }

    private static List<Object> seeds(List<String> seeds) {
        return List.of(Map.of(
                "class_name",
                "org.apache.cassandra.locator.SimpleSeedProvider",
                "parameters",
                List.of(Map.of("seeds", String.join(",", seeds)))));
    }

    private static void folders(Map<String, Object> entries, NodeFolder folder) {
        entries.put("data_file_directories", List.of(folder.data("sstables")));
        entries.put("commitlog_directory", folder.data("commitlog"));
        entries.put("saved_caches_directory", folder.data("saved_caches"));
        entries.put("hints_directory", folder.data("hints"));
        entries.put("cdc_raw_directory", folder.data("cdc_raw"));
    }

    private static void access(Map<String, Object> entries, NodeSecurity security) {
        boolean on = security.authentication();
        entries.put("authenticator", on ? "PasswordAuthenticator" : "AllowAllAuthenticator");
        entries.put("authorizer", on ? "CassandraAuthorizer" : "AllowAllAuthorizer");
        entries.put("role_manager", "CassandraRoleManager");
    }

    private static void resources(Map<String, Object> entries, NodeResources resources) {
        int heap = resources.heapMegabytes();
        entries.put("concurrent_reads", resources.concurrency());
        entries.put("concurrent_writes", resources.concurrency());
        entries.put("concurrent_counter_writes", resources.concurrency());
        entries.put("concurrent_materialized_view_writes", 2);
        entries.put("native_transport_max_threads", Math.max(8, 2 * resources.concurrency()));
        entries.put("concurrent_compactors", 1);
        entries.put("concurrent_validations", 1);
        entries.put("memtable_heap_space", mebibytes(Math.max(24, heap / 5)));
        entries.put("memtable_offheap_space", mebibytes(Math.max(24, heap / 5)));
        entries.put("memtable_flush_writers", 1);
        entries.put("key_cache_size", mebibytes(Math.max(4, heap / 64)));
        entries.put("counter_cache_size", mebibytes(2));
        entries.put("file_cache_size", mebibytes(Math.max(16, heap / 16)));
        entries.put("networking_cache_size", mebibytes(Math.max(16, heap / 16)));
        entries.put("prepared_statements_cache_size", mebibytes(2));
        entries.put("repair_session_space", mebibytes(Math.max(8, heap / 16)));
        entries.put("disk_optimization_strategy", "ssd");
        entries.put("disk_access_mode", "mmap_index_only");
        commitLog(entries);
    }

    private static void commitLog(Map<String, Object> entries) {
        entries.put("commitlog_sync", "periodic");
        entries.put("commitlog_sync_period", "10s");
        // Half a segment bounds one mutation: 8 MiB, where Cassandra's 32 MiB segments allow 16.
        entries.put("commitlog_segment_size", mebibytes(16));
        entries.put("commitlog_total_space", mebibytes(128));
    }

    private static String mebibytes(int count) {
        return count + "MiB";
    }
}
