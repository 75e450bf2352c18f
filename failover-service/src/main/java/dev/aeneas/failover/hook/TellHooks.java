package dev.aeneas.failover.hook;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.FailoverEvent;
import dev.aeneas.contracts.FailoverEvent.FailoverCompleted;
import dev.aeneas.contracts.FailoverEvent.FailoverFailed;
import dev.aeneas.contracts.FailoverEvent.FailoverPolicyChanged;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.contracts.FailoverTerms.Hook;
import dev.aeneas.contracts.FailoverTerms.Moment;
import dev.aeneas.contracts.PolicyEvent.FailoverAborted;
import dev.aeneas.contracts.PolicyEvent.HookFailed;
import dev.aeneas.contracts.ProvisioningEvent.ClusterDeleted;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.Work;
import dev.aeneas.platform.process.WorkFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of the {@code hooks} process, one per cluster: tells what happened to those that want to know, in order. */
public final class TellHooks {
    public static final String NAME = "hooks";
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final int attempts;
    private final Duration pause;

    private TellHooks(int attempts, Duration pause) {
        this.attempts = attempts;
        this.pause = pause;
    }

    /** Somebody calls the hook. */
    record Tell(Notice notice) implements Work {
        @Override
        public String key() {
            return notice.call().id() + "-" + notice.hook().name() + "#" + notice.attempt();
        }
    }

    /** What it answered. */
    record Told(String id, HookAnswer answer) {}

    /**
     * The table.
     *
     * @param attempts how often a hook is called until it answers 2xx
     * @param pause between two of them; it doubles
     */
    public static ProcessKind<HookState> kind(int attempts, Duration pause) {
        var tell = new TellHooks(attempts, pause);
        return ProcessKind.of(NAME, HookState.class)
                .opens(FailoverPolicyChanged.class, m -> m.cluster().value(), TellHooks::policy)
                .on(ClusterDeleted.class, m -> m.cluster().value(), (state, in) -> Decision.of(state.with(List.of())))
                .on(TrafficShifted.class, m -> m.cluster().value(), TellHooks::shifted)
                .on(
                        FailoverCompleted.class,
                        m -> m.cluster().value(),
                        (s, in) -> ended(s, in, in.body().runId(), null))
                .on(
                        FailoverFailed.class,
                        m -> m.cluster().value(),
                        (s, in) -> ended(
                                s, in, in.body().runId(), in.body().error().message()))
                .on(
                        FailoverAborted.class,
                        m -> m.cluster().value(),
                        (s, in) -> ended(s, in, in.body().runId(), in.body().reason()))
                .onReport(Told.class, tell::told)
                .onReport(WorkFailed.class, tell::failed)
                .onReport(Wake.class, (state, in) -> Decision.of(state.due(in.at())))
                .work(state -> state.open().map(Tell::new).stream().toList())
                .wakeAt(HookState::wakeAt)
                .build();
    }

    /** The process with its worker. */
    public static HostedProcess<HookState, Work> hosted(ProcessKind<HookState> kind, CallHook caller) {
        return new HostedProcess<>(kind, Work.class, (process, work) -> {
            var notice = ((Tell) work).notice();
            return new Told(work.key(), caller.call(notice.hook(), notice.call()));
        });
    }

    private static Decision<HookState> policy(Optional<HookState> state, Received<FailoverPolicyChanged> input) {
        var after = input.body().terms().hooks().stream()
                .filter(hook -> hook.moment() == Moment.AFTER)
                .toList();
        return Decision.of(
                state.orElseGet(() -> HookState.of(input.body().cluster())).with(after));
    }

    private static Decision<HookState> shifted(HookState state, Received<TrafficShifted> input) {
        var event = input.body();
        return Decision.of(state.tell(new HookCall(
                input.id(),
                TrafficShifted.class.getSimpleName(),
                event.cluster(),
                event.runId(),
                null,
                event.from(),
                event.to(),
                null)));
    }

    private static Decision<HookState> ended(
            HookState state, Received<? extends FailoverEvent> input, String runId, String reason) {
        var event = input.body();
        return Decision.of(state.tell(new HookCall(
                input.id(), event.getClass().getSimpleName(), event.cluster(), runId, null, null, null, reason)));
    }

    private Decision<HookState> told(HookState state, Received<Told> input) {
        var open =
                state.open().filter(n -> new Tell(n).key().equals(input.body().id()));
        if (open.isEmpty()) {
            return Decision.of(state);
        }
        var answer = input.body().answer();
        return answer.kind() == HookAnswer.Kind.YES
                ? Decision.of(state.done())
                : again(state, open.get(), answer.reason(), input.at());
    }

    private Decision<HookState> failed(HookState state, Received<WorkFailed> input) {
        return state.open()
                .map(notice -> again(state, notice, input.body().reason(), input.at()))
                .orElseGet(() -> Decision.of(state));
    }

    private Decision<HookState> again(HookState state, Notice notice, String why, Instant now) {
        if (notice.attempt() < attempts) {
            var wait = pause.multipliedBy(1L << (notice.attempt() - 1));
            return Decision.of(state.again(now.plus(wait.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : wait)));
        }
        return Decision.of(state.done(), gaveUp(state.cluster(), notice.hook(), why));
    }

    private HookFailed gaveUp(ClusterName cluster, Hook hook, String why) {
        return new HookFailed(cluster, hook.name(), Moment.AFTER, "called " + attempts + " times; " + why);
    }
}
