package dev.aeneas.provisioning.cluster;

import dev.aeneas.cassandra.setting.Settings;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.machine.Catalog;
import java.util.ArrayList;
import java.util.List;

/** What a datacenter's specification must obey that only the provider knows. */
final class SpecRules {
    private SpecRules() {}

    /** Every broken rule; fields begin with the prefix. */
    static List<Violation> check(String prefix, DatacenterSpec spec, Catalog catalog) {
        var violations = new ArrayList<Violation>();
        if (!catalog.regions().contains(spec.region())) {
            violations.add(new Violation(
                    prefix + "region", "must be one of " + catalog.regions() + "; was '" + spec.region() + "'"));
        }
        violations.addAll(sku(prefix + "sku", catalog.orDefault(spec.sku()), catalog));
        int zonesMax = catalog.zones().getOrDefault(spec.region(), Integer.MAX_VALUE);
        if (spec.zones() > zonesMax) {
            violations.add(new Violation(
                    prefix + "zones",
                    "must be at most " + zonesMax + ", which region " + spec.region() + " has; was " + spec.zones()));
        }
        if (catalog.grain() == Grain.DATACENTER && spec.spareCount() > 0) {
            violations.add(new Violation(
                    prefix + "spareCount",
                    "must be 0: this provider takes whole datacenters, and every node of one joins"));
        }
        int perZone = spec.nodeCount() / spec.zones();
        if (perZone > catalog.nodesPerZoneMax()) {
            violations.add(new Violation(
                    prefix + "nodeCount",
                    "must fit in the address space, " + catalog.nodesPerZoneMax() + " nodes in a zone; was " + perZone
                            + " in each of " + spec.zones()));
        }
        return violations;
    }

    static List<Violation> setup(String prefix, NodeSetup setup, Catalog catalog) {
        var violations = new ArrayList<Violation>();
        Settings.violations(setup.settings())
                .forEach((name, rule) -> violations.add(new Violation(prefix + "settings." + name, rule)));
        if (setup.version() != null && !catalog.versions().contains(setup.version())) {
            violations.add(new Violation(
                    prefix + "version", "must be one of " + catalog.versions() + "; was '" + setup.version() + "'"));
        }
        return violations;
    }

    static List<Violation> sku(String field, Sku sku, Catalog catalog) {
        return catalog.skus().contains(sku)
                ? List.of()
                : List.of(new Violation(field, "must be one of " + catalog.skus() + "; was '" + sku + "'"));
    }
}
