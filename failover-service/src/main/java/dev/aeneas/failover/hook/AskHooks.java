package dev.aeneas.failover.hook;

import dev.aeneas.contracts.FailoverTerms.Hook;
import dev.aeneas.platform.process.Work;
import java.util.List;

/** Open work of a failover that is proposed: ask every hook at once. */
public record AskHooks(HookCall call, List<Hook> hooks) implements Work {
    @Override
    public String key() {
        return "hooks-" + call.id();
    }

    /** The report: an answer for each hook. */
    public record HooksAnswered(String proposal, List<HookAnswer> answers) {}

    /** Takes as long as the slowest hook, and no longer than its timeout. */
    public HooksAnswered ask(CallHook caller) {
        return new HooksAnswered(
                call.id(),
                hooks.parallelStream().map(hook -> caller.call(hook, call)).toList());
    }
}
