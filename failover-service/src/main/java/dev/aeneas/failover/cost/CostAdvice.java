package dev.aeneas.failover.cost;

import dev.aeneas.contracts.Sku;
import dev.aeneas.failover.forecast.Beside;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every way to be ready, the cheapest first.
 *
 * @param target what all clients need, and a failover grows to
 * @param dataBytes of one datacenter, all its replicas
 * @param beside that is in every {@code rto} already
 * @param notes what is not counted, and why something is not known
 */
public record CostAdvice(
        String currency, Size target, long dataBytes, Beside beside, List<Way> ways, List<String> notes) {
    private static final int WAYS_MAX = 40;

    /** How ready. */
    public enum Kind {
        /** As large as what it stands in for. */
        HOT,
        /** Smaller, and grown when the region is lost. */
        WARM,
        /** Nothing but copies: machines are made and data restored when the region is lost. */
        BACKUP_ONLY
    }

    /**
     * One way to be ready.
     *
     * @param size of the standby; null: there is none
     * @param present whether the standby is so now
     * @param pricePerMonth null: the sku is not in the price list
     * @param rto forecast from the loss to full capacity; null: not known
     * @param rpo what would be lost by the newest measurement; null: not known
     */
    public record Way(
            Kind kind, Size size, boolean present, BigDecimal pricePerMonth, Parts parts, Duration rto, Duration rpo) {}

    /** What the price is made of. */
    public record Parts(BigDecimal nodes, BigDecimal storage, BigDecimal transfer, BigDecimal backup) {
        BigDecimal sum() {
            return nodes == null ? null : nodes.add(storage).add(transfer).add(backup);
        }
    }

    public static CostAdvice of(Prices prices, CostFacts facts) {
        var standbys = sizes(prices, facts).map(size -> standby(size, prices, facts));
        var ways = Stream.concat(standbys, Stream.of(backupOnly(prices, facts)))
                .sorted(Comparator.comparing(Way::pricePerMonth, Comparator.nullsLast(Comparator.naturalOrder())))
                .limit(WAYS_MAX)
                .toList();
        return new CostAdvice(
                prices.currency(), facts.target(), facts.bytes(), facts.beside(), ways, notes(prices, facts));
    }

    /** What is there now, the full size, and every size that costs less than that. */
    private static Stream<Size> sizes(Prices prices, CostFacts facts) {
        var full = prices.nodes(facts.target());
        var smaller = prices.nodeMonth().keySet().stream()
                .sorted()
                .map(Sku::new)
                .flatMap(sku -> counts(facts).mapToObj(count -> new Size(count, sku)))
                .filter(size ->
                        full.isEmpty() || prices.nodes(size).orElseThrow().compareTo(full.get()) < 0)
                .filter(size -> isNoDearer(size.sku(), facts.target().sku(), prices));
        return Stream.concat(Stream.of(facts.target(), facts.present()), smaller)
                .distinct();
    }

    /** A standby of larger nodes than are wanted in the end would shrink them. */
    private static boolean isNoDearer(Sku sku, Sku target, Prices prices) {
        var wanted = prices.nodeMonth().get(target.value());
        return wanted == null || prices.nodeMonth().get(sku.value()).compareTo(wanted) <= 0;
    }

    private static IntStream counts(CostFacts facts) {
        int racks = facts.least().racks();
        return IntStream.iterate(
                facts.least().nodesMin(), count -> count <= facts.target().nodeCount(), count -> count + racks);
    }

    private static Way standby(Size size, Prices prices, CostFacts facts) {
        var parts = new Parts(
                prices.nodes(size).orElse(null),
                prices.storage(facts.bytes()),
                prices.transfer(),
                BigDecimal.ZERO.setScale(2));
        return new Way(
                size.equals(facts.target()) ? Kind.HOT : Kind.WARM,
                size,
                size.equals(facts.present()),
                parts.sum(),
                parts,
                growth(size, facts).map(growth -> rto(growth, facts)).orElse(null),
                facts.lag().orElse(null));
    }

    private static Optional<Duration> growth(Size size, CostFacts facts) {
        return size.equals(facts.present()) && facts.presentGrowth().isPresent()
                ? facts.presentGrowth()
                : facts.rates().growth(size, facts.target(), facts.least().racks(), facts.bytes());
    }

    private static Way backupOnly(Prices prices, CostFacts facts) {
        // a store keeps each content once; how many replicas' SSTables differ is the backup's affair, so all are
        // counted
        var parts = new Parts(
                BigDecimal.ZERO.setScale(2),
                BigDecimal.ZERO.setScale(2),
                prices.transfer(),
                prices.backup(facts.bytes()));
        var rto = facts.restore().flatMap(restore -> facts.rates()
                .create(facts.target().nodeCount())
                .map(restore::plus)
                .map(recovery -> rto(recovery, facts)));
        return new Way(
                Kind.BACKUP_ONLY,
                null,
                false,
                parts.sum(),
                parts,
                rto.orElse(null),
                facts.backupAge().orElse(null));
    }

    private static Duration rto(Duration recovery, CostFacts facts) {
        return facts.beside().rto(facts.detection(), recovery);
    }

    private static List<String> notes(Prices prices, CostFacts facts) {
        var notes = new ArrayList<String>();
        if (prices.nodes(facts.target()).isEmpty()) {
            notes.add("the price list has no " + facts.target().sku()
                    + ", so that smaller sizes cannot be told from larger");
        }
        if (prices.transferGib() == null || prices.writtenGibMonth() == null) {
            notes.add("transfer between the regions is not counted: it needs transferGib and writtenGibMonth");
        }
        if (prices.storageGibMonth() == null) {
            notes.add("disks are taken to be in the nodes' prices: storageGibMonth is not given");
        }
        if (prices.backupGibMonth() == null) {
            notes.add("backup stores are not counted: backupGibMonth is not given");
        }
        if (facts.restore().isEmpty()) {
            notes.add(
                    "nothing was restored in this cluster yet, so no time is known for backups only: aeneas backup drill");
        }
        if (facts.lag().isEmpty()) {
            notes.add("the replication lag is not measured at present, so no RPO is known");
        }
        if (facts.beside().failovers() == 0) {
            notes.add("no failover and no drill has shown yet what recovery takes beside growing: aeneas drill run");
        }
        notes.add("forecasts of sizes other than the present one are made of learnt rates, for one wave of joins");
        return notes;
    }
}
