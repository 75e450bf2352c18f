package dev.aeneas.scaling.adapter.runtime;

import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Work;
import dev.aeneas.scaling.ScalingConfig;
import dev.aeneas.scaling.SecretsConfig;
import dev.aeneas.scaling.adapter.cluster.KeyspacesOverCql;
import dev.aeneas.scaling.adapter.cluster.LookOverJmxAndCql;
import dev.aeneas.scaling.adapter.cluster.SurveyOverJmx;
import dev.aeneas.scaling.cluster.ClusterDecisions;
import dev.aeneas.scaling.cluster.KnownCluster;
import dev.aeneas.scaling.run.RunBounds;
import dev.aeneas.scaling.run.RunProcess;
import dev.aeneas.scaling.run.RunWork;
import dev.aeneas.scaling.run.RunWorker;
import dev.aeneas.scaling.run.ScaleRun;
import dev.aeneas.scaling.verify.AwaitRing;
import dev.aeneas.scaling.verify.LookAtNodes;
import dev.aeneas.scaling.verify.ReadKeyspaces;
import dev.aeneas.scaling.verify.SeeTimes;
import dev.aeneas.scaling.verify.SeeTopology;
import dev.aeneas.scaling.verify.SurveyCluster;
import dev.aeneas.scaling.verify.SurveyNodes;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the processes of this service to the platform. */
@ApplicationScoped
public class ScalingProcesses {
    private final ScalingConfig config;
    private final CredentialsFolder credentials;

    public ScalingProcesses(ScalingConfig config, SecretsConfig secrets) {
        this.config = config;
        this.credentials = new CredentialsFolder(secrets.folder());
    }

    @Produces
    @Singleton
    HostedProcess<KnownCluster, Work> clusters() {
        return HostedProcess.withoutWork(ClusterDecisions.KIND);
    }

    @Produces
    @Singleton
    RunBounds bounds() {
        return new RunBounds(
                config.lockPatience(),
                config.askAgain(),
                config.stepPatience(),
                config.attempts(),
                config.retryPause(),
                config.releasePatience());
    }

    @Produces
    @Singleton
    ProcessKind<ScaleRun> runKind(RunBounds bounds) {
        return RunProcess.kind(bounds);
    }

    @Produces
    @Singleton
    HostedProcess<ScaleRun, RunWork> runs(
            ProcessKind<ScaleRun> kind, SeeTopology topology, LookAtNodes nodes, SurveyCluster survey) {
        var verification = config.verification();
        var ring = new AwaitRing(topology, nodes, verification.patience(), verification.pause());
        return new HostedProcess<>(kind, RunWork.class, new RunWorker(ring, topology, survey));
    }

    @Produces
    @Singleton
    SurveyCluster survey(SurveyNodes nodes, ReadKeyspaces keyspaces, SeeTimes times) {
        return new SurveyCluster(nodes, keyspaces, times);
    }

    @Produces
    @Singleton
    @DefaultBean
    SurveyNodes surveyNodes() {
        var verification = config.verification();
        return new SurveyOverJmx(credentials, verification.nodePatience(), verification.concurrency());
    }

    @Produces
    @Singleton
    @DefaultBean
    LookAtNodes nodes() {
        var verification = config.verification();
        return new LookOverJmxAndCql(credentials, verification.nodePatience(), verification.concurrency());
    }

    @Produces
    @Singleton
    @DefaultBean
    ReadKeyspaces keyspaces() {
        return new KeyspacesOverCql(credentials, new CqlClusters(CqlBounds.DEFAULT));
    }
}
