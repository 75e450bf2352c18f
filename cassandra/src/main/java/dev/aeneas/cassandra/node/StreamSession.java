package dev.aeneas.cassandra.node;

import java.net.InetAddress;
import java.util.UUID;

/**
 * One node's exchange with one peer inside a stream plan.
 *
 * @param operation in Cassandra's words: Bootstrap, Rebuild, Unbootstrap, Repair …
 * @param receivedBytes of {@code toReceiveBytes}, which is what this peer is a source of
 */
public record StreamSession(
        UUID plan,
        String operation,
        InetAddress peer,
        long receivedBytes,
        long toReceiveBytes,
        long sentBytes,
        long toSendBytes) {}
