package dev.aeneas.backup.copy;

import dev.aeneas.platform.process.Work;

/**
 * Brings what the other store lacks there; whatever an earlier attempt brought stays.
 *
 * @param attempt counted over all tries of the process
 */
public record CopyWork(CopyRequest request, int attempt) implements Work {
    @Override
    public String key() {
        return "copy#" + attempt;
    }
}
