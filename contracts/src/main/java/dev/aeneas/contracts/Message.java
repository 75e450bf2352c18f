package dev.aeneas.contracts;

/** Anything that crosses Kafka: a {@link Command} or an {@link Event}. */
public interface Message {
    /** The cluster this is about: CloudEvents' subject and the record key, so that a cluster's messages stay in order. */
    ClusterName cluster();
}
