package dev.aeneas.cli.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Option;

/** What is to be restored, and as what. */
final class RestoreOptions {
    /** As backup-service names them. */
    enum IntoExisting {
        FAIL,
        TRUNCATE,
        MERGE
    }

    @Option(
            names = "--backup",
            paramLabel = "BACKUP",
            description = "The backup's id; with --to it may be left out, and is chosen then.")
    private String backupId;

    @Option(
            names = "--to",
            paramLabel = "MOMENT",
            description = "Do again what was written and deleted after the backup, up to this moment,"
                    + " e.g. 2026-11-23T10:00:00Z.")
    private Instant to;

    @Option(names = "--from", paramLabel = "CLUSTER", description = "Whose backup it is (default: the cluster itself).")
    private String from;

    @Option(names = "--store", description = "Where the backup is (default: the default store).")
    private String store;

    @Option(names = "--keyspace", description = "Only this keyspace; may be given several times.")
    private List<String> keyspaces = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "KEYSPACE.TABLE",
            description = "Only this table; may be given several times.")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--rename-keyspace", paramLabel = "OLD=NEW", description = "Restore a keyspace under another name.")
    private Map<String, String> renameKeyspaces = new LinkedHashMap<>();

    @Option(
            names = "--rename-table",
            paramLabel = "KEYSPACE.OLD=NEW",
            description = "Restore a table under another name.")
    private Map<String, String> renameTables = new LinkedHashMap<>();

    @Option(
            names = "--datacenter",
            paramLabel = "OLD=HERE",
            description = "Which datacenter here takes the replicas of one in the backup.")
    private Map<String, String> datacenters = new LinkedHashMap<>();

    @Option(
            names = "--without-datacenter",
            paramLabel = "OLD",
            description = "A datacenter of the backup that has no counterpart here; no row is left out.")
    private List<String> withoutDatacenters = new ArrayList<>();

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "At most so many in each datacenter, of keyspaces that are created (default: as they were).")
    private Integer replicas;

    @Option(
            names = "--with-roles",
            description = "Also create the backup's roles that are not there, and grant their permissions again.")
    private boolean withRoles;

    @Option(
            names = "--into-existing",
            defaultValue = "FAIL",
            description =
                    "What to do with tables that are there: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private IntoExisting intoExisting;

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("restoreId", "restore-" + UUID.randomUUID());
        body.put("sourceCluster", from);
        body.put("backupId", backupId);
        body.put("pointInTime", to == null ? null : to.toString());
        body.put("store", store);
        body.put("keyspaces", keyspaces);
        body.put("tables", tables);
        body.put("renameKeyspaces", renameKeyspaces);
        body.put("renameTables", renameTables);
        body.put("datacenters", datacenters);
        body.put("intoExisting", intoExisting);
        body.put("withoutDatacenters", withoutDatacenters);
        body.put("replicas", replicas);
        body.put("withRoles", withRoles);
        return body;
    }
}
