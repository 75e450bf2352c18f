package dev.aeneas.platform.process;

import dev.aeneas.contracts.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of process, as a table: which message concerns which process, and what it decides on it.
 *
 * <pre>{@code
 * ProcessKind.of("cluster", Cluster.class)
 *         .opens(CreateCluster.class, m -> m.cluster().value(), ClusterDecisions::create)
 *         .on(DeleteCluster.class, m -> m.cluster().value(), ClusterDecisions::delete)
 *         .whenMissing(DeleteCluster.class, in -> List.of(notFound(in)))
 *         .onReport(NodesStarted.class, ClusterDecisions::nodesStarted)
 *         .work(Cluster::openWork)
 *         .build();
 * }</pre>
 *
 * <p>Deciding is pure: no I/O, no clock but {@link Received#at()}.
 */
public final class ProcessKind<S> {
    private final String name;
    private final Class<S> stateType;
    private final Map<Class<?>, Route> routes;
    private final Map<Class<?>, BiFunction<Optional<S>, Received<?>, Optional<Decision<S>>>> decisions;
    private final Function<S, List<? extends Work>> openWork;
    private final Function<S, Optional<Instant>> wakeAt;
    private final Predicate<S> closed;

    private ProcessKind(Builder<S> builder) {
        name = builder.name;
        stateType = builder.stateType;
        routes = Map.copyOf(builder.routes);
        decisions = Map.copyOf(builder.decisions);
        openWork = builder.openWork;
        wakeAt = builder.wakeAt;
        closed = builder.closed;
    }

    public static <S> Builder<S> of(String name, Class<S> stateType) {
        return new Builder<>(name, stateType);
    }

    public String name() {
        return name;
    }

    public Class<S> stateType() {
        return stateType;
    }

    /** The process that a message concerns; empty when this kind does not care. */
    public Optional<ProcessId> route(Object body) {
        return Optional.ofNullable(routes.get(body.getClass()))
                .map(route -> route.idOf(body))
                .map(id -> new ProcessId(name, id));
    }

    /**
     * Decides.
     *
     * @param state empty while the process does not exist
     * @return empty when nothing changes and nothing is to be said; a decision whose state is null leaves a missing
     *     process missing
     */
    public Optional<Decision<S>> decide(Optional<S> state, Received<?> input) {
        var decision = decisions.get(input.body().getClass());
        return decision == null ? Optional.empty() : decision.apply(state, input);
    }

    /** What is to be done while the process is in this state. */
    public List<? extends Work> openWork(S state) {
        return openWork.apply(state);
    }

    /** When the process wants a {@link Wake}. */
    public Optional<Instant> wakeAt(S state) {
        return wakeAt.apply(state);
    }

    /** A closed process has nothing open and is not looked at after a restart. */
    public boolean isClosed(S state) {
        return closed.test(state);
    }

    private record Route(Class<?> type, Function<Object, String> id) {
        String idOf(Object body) {
            return id.apply(body);
        }
    }

    /** Decides on an input of an existing process. */
    @FunctionalInterface
    public interface Decide<S, T> {
        Decision<S> decide(S state, Received<T> input);
    }

    /** Decides on an input that may open a process. */
    @FunctionalInterface
    public interface Open<S, T> {
        Decision<S> decide(Optional<S> state, Received<T> input);
    }

    /** Collects the table. */
    public static final class Builder<S> {
        private final String name;
        private final Class<S> stateType;
        private final Map<Class<?>, Route> routes = new HashMap<>();
        private final Map<Class<?>, BiFunction<Optional<S>, Received<?>, Optional<Decision<S>>>> decisions =
                new HashMap<>();
        private Function<S, List<? extends Work>> openWork = state -> List.of();
        private Function<S, Optional<Instant>> wakeAt = state -> Optional.empty();
        private Predicate<S> closed = state -> false;

        private Builder(String name, Class<S> stateType) {
            this.name = name;
            this.stateType = stateType;
        }

        /** A message that may open a process; its handler sees an empty state where there is none yet. */
        public <T> Builder<S> opens(Class<T> type, Function<T, String> idOf, Open<S, T> handler) {
            route(type, idOf);
            return decision(type, (state, input) -> Optional.of(handler.decide(state, cast(type, input))));
        }

        /** A message to an existing process; to a missing one it says nothing. */
        public <T> Builder<S> on(Class<T> type, Function<T, String> idOf, Decide<S, T> handler) {
            route(type, idOf);
            return onReport(type, handler);
        }

        /** A message to an existing process; to a missing one it is answered, e.g. with a refusal. */
        public <T> Builder<S> on(
                Class<T> type,
                Function<T, String> idOf,
                Decide<S, T> handler,
                Function<Received<T>, Message> whenMissing) {
            route(type, idOf);
            return decision(type, (state, input) -> {
                var received = cast(type, input);
                return Optional.of(state.map(s -> handler.decide(s, received))
                        .orElseGet(() -> Decision.of(null, whenMissing.apply(received))));
            });
        }

        /** A worker's report, {@link WorkFailed} or {@link Wake}: it knows its process and needs no route. */
        public <T> Builder<S> onReport(Class<T> type, Decide<S, T> handler) {
            return decision(type, (state, input) -> state.map(s -> handler.decide(s, cast(type, input))));
        }

        public Builder<S> work(Function<S, List<? extends Work>> work) {
            openWork = work;
            return this;
        }

        public Builder<S> wakeAt(Function<S, Optional<Instant>> at) {
            wakeAt = at;
            return this;
        }

        public Builder<S> closedWhen(Predicate<S> isClosed) {
            closed = isClosed;
            return this;
        }

        public ProcessKind<S> build() {
            return new ProcessKind<>(this);
        }

        private <T> void route(Class<T> type, Function<T, String> idOf) {
            routes.put(type, new Route(type, body -> idOf.apply(type.cast(body))));
        }

        private Builder<S> decision(
                Class<?> type, BiFunction<Optional<S>, Received<?>, Optional<Decision<S>>> decision) {
            if (decisions.put(type, decision) != null) {
                throw new IllegalArgumentException(name + " already decides on " + type.getSimpleName());
            }
            return this;
        }

        private static <T> Received<T> cast(Class<T> type, Received<?> input) {
            return input.map(type::cast);
        }
    }
}
