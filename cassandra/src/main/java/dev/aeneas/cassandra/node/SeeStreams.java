package dev.aeneas.cassandra.node;

import java.util.List;

/** Shows the streams that run at this moment; a stream that is over is no longer told. */
@Looks
@FunctionalInterface
public interface SeeStreams {
    List<StreamSession> streams();
}
