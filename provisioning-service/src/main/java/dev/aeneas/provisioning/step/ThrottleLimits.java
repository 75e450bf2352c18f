package dev.aeneas.provisioning.step;

/** What a node streamed and compacted at most before its throttles were lifted, in MiB per second; 0: unlimited. */
public record ThrottleLimits(
        int stream,
        int interDatacenterStream,
        int entireSstableStream,
        int entireSstableInterDatacenterStream,
        int compaction) {}
