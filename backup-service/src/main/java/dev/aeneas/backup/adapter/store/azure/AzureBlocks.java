package dev.aeneas.backup.adapter.store.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.aeneas.backup.adapter.store.Announced;
import dev.aeneas.backup.adapter.store.Md5;
import dev.aeneas.backup.adapter.store.PartReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends a large content in blocks, which are nothing until they are all committed at once.
 *
 * <p>A block is called by its number and its digest. So what a crash left staged is found by name and not sent a second time;
 * Azure itself forgets after a week what nobody committed.
 */
final class AzureBlocks {
    /** Azure's own bound. */
    private static final int BLOCKS_MAX = 50_000;

    private static final int NOT_FOUND = 404;
    private static final int ID_BYTES = Integer.BYTES + 32;

    private final int blockBytes;

    AzureBlocks(int blockBytes) {
        this.blockBytes = blockBytes;
    }

    void put(BlockBlobClient blob, Announced announced, InputStream in) throws IOException {
        var present = staged(blob);
        var ids = new ArrayList<String>();
        try (var reader = new PartReader(in, PartReader.partBytes(announced.sizeBytes(), blockBytes, BLOCKS_MAX))) {
            for (var block = reader.next(); block.isPresent(); block = reader.next()) {
                var id = id(ids.size(), block.get());
                if (!present.contains(id)) {
                    stage(blob, id, block.get());
                }
                ids.add(id);
            }
            reader.require(announced);
        }
        blob.commitBlockList(ids, true);
    }

    private static Set<String> staged(BlockBlobClient blob) {
        try {
            var staged = new HashSet<String>();
            blob.listBlocks(BlockListType.UNCOMMITTED).getUncommittedBlocks().stream()
                    .map(Block::getName)
                    .forEach(staged::add);
            return staged;
        } catch (BlobStorageException e) {
            if (e.getStatusCode() == NOT_FOUND) {
                return Set.of();
            }
            throw e;
        }
    }

    private static void stage(BlockBlobClient blob, String id, byte[] block) {
        var options = new BlockBlobStageBlockOptions(id, BinaryData.fromBytes(block)).setContentMd5(Md5.of(block));
        blob.stageBlockWithResponse(options, null, Context.NONE);
    }

    private static String id(int number, byte[] block) {
        var id = ByteBuffer.allocate(ID_BYTES).putInt(number).put(PartReader.digest(block));
        return Base64.getEncoder().encodeToString(id.array());
    }
}
