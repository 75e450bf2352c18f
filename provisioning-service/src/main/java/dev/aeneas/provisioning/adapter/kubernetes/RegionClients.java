package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.Region;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.function.Function;

/** Makes a client for each region, with connections of its own. */
public final class RegionClients implements Function<Region, KubernetesClient> {
    private final KubernetesConfig config;

    public RegionClients(KubernetesConfig config) {
        this.config = config;
    }

    @Override
    public KubernetesClient apply(Region region) {
        return client(bounded(config, access(region)));
    }

    private Config access(Region region) {
        return config.kubeconfig()
                .map(file -> Config.fromKubeconfig(region.context().orElse(null), file.toFile()))
                .orElseGet(() -> Config.autoConfigure(region.context().orElse(null)));
    }

    /** Calls are bounded and tried again by whoever asks, who knows what it is for. */
    static Config bounded(KubernetesConfig config, Config access) {
        int call = Math.toIntExact(config.call().toMillis());
        return new ConfigBuilder(access)
                .withConnectionTimeout(call)
                .withRequestTimeout(call)
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    static KubernetesClient client(Config access) {
        return new KubernetesClientBuilder()
                .withConfig(access)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }
}
