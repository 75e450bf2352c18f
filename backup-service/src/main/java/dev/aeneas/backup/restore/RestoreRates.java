package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestorePolicy.Rates;

/** How fast restores go, as far as is known now. */
@FunctionalInterface
public interface RestoreRates {
    Rates now();
}
