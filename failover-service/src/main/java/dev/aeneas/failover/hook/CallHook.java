package dev.aeneas.failover.hook;

import dev.aeneas.contracts.FailoverTerms.Hook;

/** Calls a hook, waiting for its answer no longer than its timeout; never throws. */
@FunctionalInterface
public interface CallHook {
    HookAnswer call(Hook hook, HookCall call);
}
