package dev.aeneas.scaling.adapter.runtime;

import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Work;
import dev.aeneas.scaling.change.Changes;
import dev.aeneas.scaling.change.ChangesProcess;
import dev.aeneas.scaling.run.RunBounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the changes of nodes to the platform. */
@ApplicationScoped
public class ChangeProcesses {
    @Produces
    @Singleton
    ProcessKind<Changes> changesKind(RunBounds bounds) {
        return ChangesProcess.kind(bounds);
    }

    @Produces
    @Singleton
    HostedProcess<Changes, Work> changes(ProcessKind<Changes> kind) {
        return HostedProcess.withoutWork(kind);
    }
}
