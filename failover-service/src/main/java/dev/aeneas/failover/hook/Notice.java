package dev.aeneas.failover.hook;

import dev.aeneas.contracts.FailoverTerms.Hook;
import java.time.Instant;

/**
 * Something that a hook is to be told.
 *
 * @param attempt the first is 1
 * @param notBefore when to call; null: now
 */
record Notice(Hook hook, HookCall call, int attempt, Instant notBefore) {
    Notice againAt(Instant at) {
        return new Notice(hook, call, attempt + 1, at);
    }

    Notice now() {
        return new Notice(hook, call, attempt, null);
    }
}
