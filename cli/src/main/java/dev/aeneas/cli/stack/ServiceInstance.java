package dev.aeneas.cli.stack;

/** The service processes of the local stack; failover runs once for each vantage point, since one alone decides nothing. */
public enum ServiceInstance {
    PROVISIONING("provisioning", "provisioning", 8101, ""),
    SCALING("scaling", "scaling", 8102, ""),
    BACKUP("backup", "backup", 8103, ""),
    FAILOVER_EAST("failover", "failover-east", 8104, "east"),
    FAILOVER_WEST("failover", "failover-west", 8114, "west"),
    FAILOVER_WITNESS("failover", "failover-witness", 8124, "witness");

    private final String service;
    private final String instance;
    private final int defaultPort;
    private final String observerRegion;

    ServiceInstance(String service, String instance, int defaultPort, String observerRegion) {
        this.service = service;
        this.instance = instance;
        this.defaultPort = defaultPort;
        this.observerRegion = observerRegion;
    }

    /** Name of the service, as in its module's name. */
    public String service() {
        return service;
    }

    /** Name of this replica. */
    public String instance() {
        return instance;
    }

    int defaultPort() {
        return defaultPort;
    }

    /** The region it looks from; empty where it observes nothing. */
    String observerRegion() {
        return observerRegion;
    }
}
