package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ScalingCommand.DeleteAutoscalePolicy;
import dev.aeneas.contracts.ScalingCommand.SetAutoscalePolicy;
import dev.aeneas.contracts.ScalingEvent.ScaleCompleted;
import dev.aeneas.contracts.ScalingEvent.ScaleFailed;
import dev.aeneas.contracts.ScalingEvent.ScaleRefused;
import dev.aeneas.contracts.ScalingEvent.ScaleSuperseded;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.Wake;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.scaling.look.SeeCluster;

/** The table of a datacenter that follows its load: set, looked at again and again, told how its runs end. */
public final class AutoscaleProcess {
    /** Name of the kind: also part of a process's key in the journal. */
    public static final String KIND = "autoscale";

    private AutoscaleProcess() {}

    public static ProcessKind<Autoscaling> kind(SeeCluster clusters, AutoscaleBounds bounds) {
        var policies = new PolicyDecisions(clusters);
        var looks = new LookDecisions(bounds);
        return ProcessKind.of(KIND, Autoscaling.class)
                .opens(SetAutoscalePolicy.class, m -> id(m.cluster(), m.datacenter()), policies::set)
                .on(
                        DeleteAutoscalePolicy.class,
                        m -> id(m.cluster(), m.datacenter()),
                        policies::delete,
                        policies::nothingToDelete)
                .on(
                        ScaleCompleted.class,
                        m -> id(m.cluster(), m.datacenter()),
                        (state, in) -> Decision.of(state.changed(in.at())))
                .on(
                        ScaleSuperseded.class,
                        m -> id(m.cluster(), m.datacenter()),
                        (state, in) -> Decision.of(state.changed(in.at())))
                .on(ScaleFailed.class, m -> id(m.cluster(), m.datacenter()), RunEnds::failed)
                .on(ScaleRefused.class, m -> RunNames.process(m.runId()), RunEnds::refused)
                .onReport(Looked.class, looks::looked)
                .onReport(WorkFailed.class, (state, in) -> Decision.of(looks.later(state, in.at())))
                .onReport(Wake.class, AutoscaleProcess::woken)
                .work(Autoscaling::openWork)
                .wakeAt(Autoscaling::wakeAt)
                .closedWhen(state -> !state.isOn())
                .build();
    }

    /** The process of a datacenter. */
    public static String id(ClusterName cluster, DatacenterName datacenter) {
        return cluster + "/" + datacenter;
    }

    private static Decision<Autoscaling> woken(Autoscaling state, Received<Wake> wake) {
        boolean due = state.isOn() && state.rhythm().isDue(wake.body().due());
        return Decision.of(due ? state.with(state.rhythm().begin()) : state);
    }
}
