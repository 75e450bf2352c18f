package dev.aeneas.backup.adapter.store.s3;

import dev.aeneas.backup.adapter.store.Announced;
import dev.aeneas.backup.adapter.store.Md5;
import dev.aeneas.backup.adapter.store.PartReader;
import dev.aeneas.backup.run.BackupStore.ContentDiffers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Sends a large content in parts.
 *
 * <p>What a crash left open is taken up again: a part that the bucket has with the same checksum is not sent a second time.
 * Opaque bytes are others each time, so that each try has an upload of its own.
 */
final class S3Multipart {
    /** S3's own bound. */
    private static final int PARTS_MAX = 10_000;

    private final S3Client client;
    private final String bucket;
    private final int partBytes;

    S3Multipart(S3Client client, String bucket, int partBytes) {
        this.client = client;
        this.bucket = bucket;
        this.partBytes = partBytes;
    }

    void put(String key, Announced announced, InputStream in) throws IOException {
        if (announced.opaque()) {
            var id = begin(key);
            try {
                put(key, id, announced, in);
            } catch (IOException | RuntimeException e) {
                abort(key, id);
                throw e;
            }
        } else {
            goOn(key, announced, in);
        }
    }

    private void goOn(String key, Announced announced, InputStream in) throws IOException {
        var id = open(key).orElseGet(() -> begin(key));
        try {
            put(key, id, announced, in);
        } catch (ContentDiffers e) {
            abort(key, id);
            throw e;
        }
    }

    private void put(String key, String id, Announced announced, InputStream in) throws IOException {
        var present = announced.opaque() ? Map.<Integer, Part>of() : parts(key, id);
        var sent = new ArrayList<CompletedPart>();
        try (var reader = new PartReader(in, PartReader.partBytes(announced.sizeBytes(), partBytes, PARTS_MAX))) {
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                int number = sent.size() + 1;
                sent.add(send(key, id, part.get(), number, Optional.ofNullable(present.get(number))));
            }
            reader.require(announced);
        }
        complete(key, id, sent);
    }

    private void abort(String key, String id) {
        client.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id));
    }

    /** The newest upload of this key that nobody ended. */
    private Optional<String> open(String key) {
        return client.listMultipartUploads(r -> r.bucket(bucket).prefix(key)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .reduce((earlier, later) -> later)
                .map(MultipartUpload::uploadId);
    }

    private String begin(String key) {
        return client.createMultipartUpload(r -> r.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
    }

    private Map<Integer, Part> parts(String key, String id) {
        var parts = new TreeMap<Integer, Part>();
        client.listPartsPaginator(r -> r.bucket(bucket).key(key).uploadId(id))
                .parts()
                .forEach(part -> parts.put(part.partNumber(), part));
        return parts;
    }

    private CompletedPart send(String key, String id, byte[] part, int number, Optional<Part> present) {
        var checksum = checksum(part);
        var etag = present.filter(p -> holds(p, part, checksum)).map(Part::eTag).orElseGet(() -> client.uploadPart(
                        r -> r.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .checksumSHA256(checksum),
                        RequestBody.fromBytes(part))
                .eTag());
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(etag)
                .checksumSHA256(checksum)
                .build();
    }

    /** A server that does not list checksums lists the MD5 digest. */
    private static boolean holds(Part present, byte[] part, String checksum) {
        return present.checksumSHA256() == null
                ? present.eTag().replace("\"", "").equals(HexFormat.of().formatHex(Md5.of(part)))
                : present.checksumSHA256().equals(checksum);
    }

    private void complete(String key, String id, List<CompletedPart> parts) {
        client.completeMultipartUpload(
                r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts)));
    }

    /** As S3 writes it. */
    static String checksum(byte[] content) {
        return Base64.getEncoder().encodeToString(PartReader.digest(content));
    }
}
