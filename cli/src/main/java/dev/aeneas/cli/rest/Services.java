package dev.aeneas.cli.rest;

import dev.aeneas.cli.stack.ServiceInstance;
import dev.aeneas.cli.stack.StackSettings;
import java.net.URI;

/** Every service's gateway; failover has three replicas, and any of them answers. */
public record Services(
        ServiceClient provisioning, ServiceClient scaling, ServiceClient backup, ServiceClient failover) {

    public static Services of(StackSettings settings) {
        return new Services(
                client(settings, ServiceInstance.PROVISIONING),
                client(settings, ServiceInstance.SCALING),
                client(settings, ServiceInstance.BACKUP),
                client(settings, ServiceInstance.FAILOVER_WITNESS));
    }

    private static ServiceClient client(StackSettings settings, ServiceInstance service) {
        return new ServiceClient(service.instance() + " service", URI.create(settings.url(service)));
    }
}
