package dev.aeneas.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is backed up, and where to. */
final class BackupScope {
    @Option(names = "--keyspace", description = "Only this keyspace; may be given several times.")
    private List<String> keyspaces = new ArrayList<>();

    @Option(names = "--store", description = "Name of a store in backup-service's settings (default: default).")
    private String store;

    @Option(names = "--copy-to", description = "Name of another store, which gets a copy when the backup is complete.")
    private String copyTo;

    /** A request's body with what was chosen. */
    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("keyspaces", keyspaces);
        if (store != null) {
            body.put("store", store);
        }
        if (copyTo != null) {
            body.put("copyTo", copyTo);
        }
        return body;
    }
}
