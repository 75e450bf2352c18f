package dev.aeneas.provisioning.adapter.rest;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.MessageTypes;
import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.Refusal.Kind;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.platform.adapter.rest.Gateway;
import dev.aeneas.platform.adapter.rest.Refused;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.provisioning.adapter.rest.Views.ClusterView;
import dev.aeneas.provisioning.adapter.rest.Views.OperationView;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.machine.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** What the resources share: finding what the path names, and ordering operations. */
@ApplicationScoped
public class Clusters {
    private final Gateway gateway;
    private final ProcessEngine engine;
    private final ProcessKind<Cluster> kind;
    private final Provider provider;

    public Clusters(Gateway gateway, ProcessEngine engine, ProcessKind<Cluster> kind, Provider provider) {
        this.gateway = gateway;
        this.engine = engine;
        this.kind = kind;
        this.provider = provider;
    }

    List<Cluster> all() {
        return engine.findAll(kind).stream()
                .filter(cluster -> !cluster.deleted())
                .toList();
    }

    ClusterView view(Cluster cluster) {
        return ClusterView.of(cluster, node -> provider.runs(cluster.topology(), node));
    }

    /** Deleted ones too: their operations can still be asked about. */
    Cluster everExisted(String name) {
        return engine.find(kind, new ClusterName(name).value()).orElseThrow(() -> notFound(name, "cluster", name));
    }

    Cluster existing(String name) {
        var cluster = everExisted(name);
        if (cluster.deleted()) {
            throw notFound(name, "cluster", name);
        }
        return cluster;
    }

    void submit(ProvisioningCommand command, String idempotencyKey) {
        gateway.submit(command, idempotencyKey);
    }

    /** 202 with the operation, which {@code Location} names. */
    Response order(ProvisioningCommand command, String idempotencyKey) {
        var id = gateway.submit(command, idempotencyKey).stream()
                .filter(OperationStarted.class::isInstance)
                .map(OperationStarted.class::cast)
                .map(OperationStarted::operationId)
                .findFirst()
                .orElseThrow();
        var cluster = everExisted(command.cluster().value());
        var operation = cluster.operation(id).orElseThrow();
        return Response.accepted(OperationView.of(cluster, operation))
                .location(URI.create("/clusters/" + command.cluster() + "/operations/" + id))
                .build();
    }

    static Refused notFound(String cluster, String field, String name) {
        return refused(cluster, Kind.NOT_FOUND, field, "must exist; there is no '" + name + "'");
    }

    static Refused refused(String cluster, Kind kind, String field, String rule) {
        // a read refuses in the same words as a command; there is no type of message for it
        var type = MessageTypes.nameOf(ProvisioningCommand.DeleteDatacenter.class);
        return new Refused(new ProvisioningRefused(
                new ClusterName(cluster), type, kind, List.of(new Violation(field, rule)), null));
    }
}
