package dev.aeneas.platform.adapter.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings that every service has; each bound of the platform is named here. */
@ConfigMapping(prefix = "aeneas")
public interface PlatformConfig {
    /** Name of the service, e.g. {@code provisioning}; its keyspace is {@code aeneas_<service>}. */
    String service();

    /** Name of this replica, unique in its service and the same after a restart. */
    @WithDefault("${aeneas.service}-1")
    String instance();

    StoreConfig store();

    KafkaConfig kafka();

    ProcessesConfig processes();

    TraceConfig trace();

    /** The control store. */
    interface StoreConfig {
        /** {@code host:port} of some nodes. */
        @WithDefault("127.0.0.1:9042")
        List<String> contactPoints();

        @WithDefault("control")
        String localDatacenter();

        /** CQL map for keyspaces that do not exist yet. */
        @WithDefault("{'class': 'NetworkTopologyStrategy', 'control': 1}")
        String replication();

        /** {@code LOCAL_SERIAL} in one datacenter, {@code SERIAL} over several. */
        @WithDefault("LOCAL_SERIAL")
        String serialConsistency();

        /** Login, where the store asks for one; beside it {@link #password}. */
        Optional<String> username();

        Optional<String> password();

        /** A PEM file with whom to believe; with it the connection is encrypted. */
        Optional<Path> certificateAuthority();

        /** Bound of one request and of waiting for the connection. */
        @WithDefault("5s")
        Duration requestTimeout();

        /** How long an input is remembered as decided; a redelivery must come sooner. */
        @WithDefault("30d")
        Duration recordedFor();
    }

    /** Kafka, beyond what the connector's own settings say. */
    interface KafkaConfig {
        /** Bound for messages to be stored by the broker. */
        @WithDefault("10s")
        Duration publishTimeout();

        /** How long a consumer waits for the store or Kafka to come back before it gives up and asks for a restart. */
        @WithDefault("30m")
        Duration patience();

        /** Of topics that do not exist yet. */
        @WithDefault("6")
        int partitions();

        @WithDefault("1")
        short replication();
    }

    /** Traces, beyond what {@code quarkus.otel.*} says. */
    interface TraceConfig {
        /** Where spans are written too, as lines of JSON; several services may share it. */
        Optional<Path> file();
    }

    /** How processes are driven. */
    interface ProcessesConfig {
        /** How often open processes are looked at for work that nobody does. */
        @WithDefault("1s")
        Duration sweep();

        /** Pieces of long work at the same time. */
        @WithDefault("32")
        int workers();

        /** After a leader's death another replica leads within this time. */
        @WithDefault("9s")
        Duration leaseTimeToLive();
    }
}
