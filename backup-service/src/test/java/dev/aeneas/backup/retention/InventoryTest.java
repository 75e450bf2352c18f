package dev.aeneas.backup.retention;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.adapter.store.DirectoryBackupStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    private static final String DIGEST = "ab".repeat(32);

    @TempDir
    private Path folder;

    @Test
    void aBackupNeedsWhatWasShippedBehindIt() throws IOException {
        var store = new DirectoryBackupStore(folder);
        put(store, "manifest.json", "{'format':1,'cluster':'orders','backupId':'b','nodes':[]}");
        put(store, "log/index.json", "{'format':1,'documents':['log/east_1/0.json','log/east_1/3600.json']}");
        var piece = "{'segment':'s','offset':0,'sizeBytes':1,'digest':'" + DIGEST + "'}";
        put(store, "log/east_1/0.json", "{'format':1,'node':'east_1','pieces':[" + piece + "]}");

        var needed = new ArrayList<String>();
        new Inventory("default", store, ORDERS).contents("b", needed::add);

        assertThat(needed).containsExactly(DIGEST);
    }

    private static void put(DirectoryBackupStore store, String name, String json) throws IOException {
        store.putDocument(ORDERS, "b", name, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
