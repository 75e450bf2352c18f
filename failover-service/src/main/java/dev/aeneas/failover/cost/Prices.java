package dev.aeneas.failover.cost;

import dev.aeneas.contracts.InvalidField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * A price list as a user gives it, in one currency.
 *
 * @param nodeMonth of a node for a month, by sku
 * @param storageGibMonth of a node's disk; null: it is in the node's price
 * @param backupGibMonth of a backup store in another region; null: not counted
 * @param transferGib between the two regions; null: not counted
 * @param writtenGibMonth what applications write in a month, once; null: transfer is not counted
 */
public record Prices(
        String currency,
        Map<String, BigDecimal> nodeMonth,
        BigDecimal storageGibMonth,
        BigDecimal backupGibMonth,
        BigDecimal transferGib,
        BigDecimal writtenGibMonth) {
    private static final BigDecimal GIBIBYTE = BigDecimal.valueOf(1L << 30);
    private static final int CENTS = 2;

    public Prices {
        if (currency == null || currency.isBlank()) {
            throw new InvalidField("currency", "is required");
        }
        if (nodeMonth == null || nodeMonth.isEmpty()) {
            throw new InvalidField("nodeMonth", "must name the price of one sku at least");
        }
        nodeMonth = Map.copyOf(nodeMonth);
        nodeMonth.forEach((sku, price) -> requireNotNegative("nodeMonth." + sku, price));
        requireNotNegative("storageGibMonth", storageGibMonth);
        requireNotNegative("backupGibMonth", backupGibMonth);
        requireNotNegative("transferGib", transferGib);
        requireNotNegative("writtenGibMonth", writtenGibMonth);
    }

    private static void requireNotNegative(String name, BigDecimal price) {
        if (price != null && price.signum() < 0) {
            throw new InvalidField(name, "must not be negative; is " + price);
        }
    }

    /** Empty: the sku is not in the list. */
    Optional<BigDecimal> nodes(Size size) {
        return Optional.ofNullable(nodeMonth.get(size.sku().value()))
                .map(each -> cents(each.multiply(BigDecimal.valueOf(size.nodeCount()))));
    }

    BigDecimal storage(long bytes) {
        return gibibytes(bytes, storageGibMonth);
    }

    BigDecimal backup(long bytes) {
        return gibibytes(bytes, backupGibMonth);
    }

    /** Every write crosses once, whatever the replicas on the other side. */
    BigDecimal transfer() {
        return transferGib == null || writtenGibMonth == null
                ? cents(BigDecimal.ZERO)
                : cents(transferGib.multiply(writtenGibMonth));
    }

    private static BigDecimal gibibytes(long bytes, BigDecimal each) {
        return each == null
                ? cents(BigDecimal.ZERO)
                : cents(each.multiply(BigDecimal.valueOf(bytes)).divide(GIBIBYTE, CENTS, RoundingMode.HALF_UP));
    }

    private static BigDecimal cents(BigDecimal price) {
        return price.setScale(CENTS, RoundingMode.HALF_UP);
    }
}
