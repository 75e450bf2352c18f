package dev.aeneas.scaling.run;

import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import dev.aeneas.scaling.run.RunWork.FactsSeen;
import dev.aeneas.scaling.run.RunWork.RingSeen;
import dev.aeneas.scaling.run.RunWork.Survey;
import dev.aeneas.scaling.run.RunWork.VerifyRing;
import dev.aeneas.scaling.verify.AwaitRing;
import dev.aeneas.scaling.verify.SeeTopology;
import dev.aeneas.scaling.verify.SurveyCluster;

/** Finds out what a run has to know of the cluster itself; only looks, so doing it again does no harm. */
public final class RunWorker implements Worker<RunWork> {
    private final AwaitRing ring;
    private final SeeTopology topology;
    private final SurveyCluster survey;

    public RunWorker(AwaitRing ring, SeeTopology topology, SurveyCluster survey) {
        this.ring = ring;
        this.topology = topology;
        this.survey = survey;
    }

    @Override
    public Object perform(ProcessId process, RunWork work) throws InterruptedException {
        if (work instanceof VerifyRing verify) {
            var sight = ring.look(verify.demand(), verify.plan());
            return new RingSeen(sight.findings(), sight.unevenness());
        }
        return facts((Survey) work);
    }

    private FactsSeen facts(Survey work) {
        var machines = topology.topology(work.demand().cluster())
                .orElseThrow(() -> new IllegalStateException("the cluster's machines are not known yet"));
        return new FactsSeen(machines, survey.survey(work.demand(), machines, work.keyspacesNeeded()));
    }
}
