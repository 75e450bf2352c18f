package dev.aeneas.cli.rest;

import dev.aeneas.cli.stack.ServiceInstance;
import dev.aeneas.cli.stack.StackSettings;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Every service's gateway; failover has three replicas, and any of them answers. */
public record Services(
        ServiceClient provisioning, ServiceClient scaling, ServiceClient backup, ServiceClient failover) {

    /**
     * The services where the settings say that they listen.
     *
     * @param token shown with every request
     */
    public static Services of(StackSettings settings, Supplier<Optional<String>> token) {
        return new Services(
                client(settings, token, ServiceInstance.PROVISIONING),
                client(settings, token, ServiceInstance.SCALING),
                client(settings, token, ServiceInstance.BACKUP),
                client(settings, token, ServiceInstance.FAILOVER_WITNESS));
    }

    private static ServiceClient client(
            StackSettings settings, Supplier<Optional<String>> token, ServiceInstance service) {
        return new ServiceClient(
                service.instance() + " service",
                URI.create(settings.url(service)),
                token,
                settings.file(StackSettings.CERTIFICATE_AUTHORITY));
    }
}
