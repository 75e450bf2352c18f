package dev.aeneas.platform.process;

/** A kind of process with whoever performs its open work: what a service hands to the platform. */
public record HostedProcess<S, W extends Work>(ProcessKind<S> kind, Class<W> workType, Worker<W> worker) {

    /** A kind of process that never has open work. */
    public static <S> HostedProcess<S, Work> withoutWork(ProcessKind<S> kind) {
        return new HostedProcess<>(kind, Work.class, (process, work) -> {
            throw new IllegalStateException(kind.name() + " has open work and nobody to do it: " + work.key());
        });
    }

    Object perform(ProcessId process, Work work) throws Exception {
        return worker.perform(process, workType.cast(work));
    }
}
