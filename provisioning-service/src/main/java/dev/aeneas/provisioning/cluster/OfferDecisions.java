package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ProvisioningEvent.ProviderOfferChanged;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.provisioning.machine.Catalog;
import java.util.Optional;

/** What the provider has for a cluster is told when its machines changed, and when others took or gave back some of it. */
public final class OfferDecisions {
    /** A disk is told of anew when it changed by more than this part of what was told last. */
    private static final double DISK_PART = 0.1;

    private final Catalog catalog;

    public OfferDecisions(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether there is something to tell. */
    public boolean isOutdated(Cluster cluster) {
        return news(cluster).isPresent();
    }

    /** The same decision, that also tells what is new. */
    Decision<Cluster> tellWith(Decision<Cluster> decision) {
        var cluster = decision.state();
        return news(cluster)
                .map(offer -> new Decision<>(cluster.withOffer(offer), decision.messages()).and(offer))
                .orElse(decision);
    }

    private Optional<ProviderOfferChanged> news(Cluster cluster) {
        return cluster.deleted()
                ? Optional.empty()
                : Optional.of(catalog.offer(cluster.topology())).filter(offer -> isNews(cluster.offer(), offer));
    }

    private static boolean isNews(ProviderOfferChanged told, ProviderOfferChanged now) {
        return told == null
                || told.grain() != now.grain()
                || !told.skus().equals(now.skus())
                || isNews(told.room(), now.room());
    }

    private static boolean isNews(ProviderRoom told, ProviderRoom now) {
        if (told == null || now == null) {
            return told != null || now != null;
        }
        return !told.racks().equals(now.racks()) || isNews(told.diskBytes(), now.diskBytes());
    }

    private static boolean isNews(Long toldBytes, Long bytes) {
        if (toldBytes == null || bytes == null) {
            return toldBytes != null || bytes != null;
        }
        return Math.abs(bytes - toldBytes) > toldBytes * DISK_PART;
    }
}
