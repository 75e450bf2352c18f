package dev.aeneas.failover.hook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverTerms.Hook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is told, and what is still to be told.
 *
 * @param waiting the oldest first; the first one is being told
 */
public record HookState(ClusterName cluster, List<Hook> hooks, List<Notice> waiting) {
    private static final int WAITING_MAX = 100;

    public HookState {
        hooks = List.copyOf(hooks);
        waiting = List.copyOf(waiting);
    }

    static HookState of(ClusterName cluster) {
        return new HookState(cluster, List.of(), List.of());
    }

    HookState with(List<Hook> newHooks) {
        return new HookState(cluster, newHooks, waiting);
    }

    HookState tell(HookCall call) {
        var more = new ArrayList<>(waiting);
        hooks.forEach(hook -> more.add(new Notice(hook, call, 1, null)));
        return new HookState(cluster, hooks, more.subList(Math.max(0, more.size() - WAITING_MAX), more.size()));
    }

    @JsonIgnore
    Optional<Notice> open() {
        return waiting.stream().findFirst().filter(notice -> notice.notBefore() == null);
    }

    @JsonIgnore
    Optional<Instant> wakeAt() {
        return waiting.stream().findFirst().map(Notice::notBefore);
    }

    HookState due(Instant now) {
        return wakeAt().filter(at -> !now.isBefore(at)).isPresent()
                ? first(waiting.get(0).now())
                : this;
    }

    HookState again(Instant at) {
        return first(waiting.get(0).againAt(at));
    }

    HookState done() {
        return new HookState(cluster, hooks, waiting.subList(1, waiting.size()));
    }

    private HookState first(Notice notice) {
        var changed = new ArrayList<>(waiting);
        changed.set(0, notice);
        return new HookState(cluster, hooks, changed);
    }
}
