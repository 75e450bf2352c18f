package dev.aeneas.backup.run;

import dev.aeneas.backup.pace.KeptBack;
import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Each node's files are on their way to the store. */
public record Uploading(BackupRequest request, Snapshot snapshot, List<NodeCopy> copies) implements BackupRun.Open {

    /**
     * One node's copy.
     *
     * @param totals null until its manifest is in the store
     * @param keptBack null until then, or where nothing was
     */
    public record NodeCopy(BackupNode node, Attempt attempt, Totals totals, KeptBack keptBack) {
        boolean pending() {
            return totals == null;
        }
    }

    static Uploading of(BackupRequest request, Snapshot snapshot) {
        var copies = snapshot.nodes().stream()
                .map(node -> new NodeCopy(node, Attempt.FIRST, null, null))
                .toList();
        return new Uploading(request, snapshot, copies);
    }

    Uploading uploaded(BackupReport.NodeUploaded done) {
        return change(done.node(), copy -> new NodeCopy(copy.node(), copy.attempt(), done.totals(), done.keptBack()));
    }

    boolean everyNodeIsThere() {
        return copies.stream().noneMatch(NodeCopy::pending);
    }

    /** The backup's own manifest may be written. */
    Completing complete() {
        if (!everyNodeIsThere()) {
            throw new IllegalStateException(request.backupId() + " is not complete");
        }
        return new Completing(request, snapshot, totals(), Attempt.FIRST, keptBack());
    }

    /** Nodes whose manifest is in the store. */
    public int nodesDone() {
        return (int) copies.stream().filter(copy -> !copy.pending()).count();
    }

    /** What is in the store already. */
    public Totals totals() {
        return copies.stream()
                .filter(copy -> !copy.pending())
                .map(NodeCopy::totals)
                .reduce(Totals.NONE, Totals::plus);
    }

    /** What the nodes that are done did to keep out of the way; null: nothing. */
    public KeptBack keptBack() {
        return copies.stream().map(NodeCopy::keptBack).reduce(null, KeptBack::both);
    }

    @Override
    public List<BackupWork> openWork(RunPolicy policy) {
        return pendingWork().stream().limit(policy.nodesAtOnce()).toList();
    }

    @Override
    public List<BackupWork> pendingWork() {
        return copies.stream()
                .filter(copy -> copy.pending() && copy.attempt().mayBegin())
                .<BackupWork>map(copy -> new BackupWork.UploadNode(
                        request, snapshot, copy.node(), copy.attempt().number()))
                .toList();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return copies.stream()
                .filter(NodeCopy::pending)
                .flatMap(copy -> copy.attempt().wakeAt().stream())
                .min(Instant::compareTo);
    }

    @Override
    public Uploading woken(Instant due) {
        return new Uploading(
                request, snapshot, each(copy -> with(copy, copy.attempt().woken(due))));
    }

    @Override
    public Uploading retry(BackupWork failed, RunPolicy policy, Instant now) {
        var node = ((BackupWork.UploadNode) failed).node().name();
        return change(node, copy -> with(copy, copy.attempt().after(policy.retryPause(), now)));
    }

    @Override
    public Failed fail(ProvisionError error, Instant now) {
        return new Failed(request, error, now, Leftovers.on(snapshot.nodes()));
    }

    private static NodeCopy with(NodeCopy copy, Attempt attempt) {
        return new NodeCopy(copy.node(), attempt, copy.totals(), copy.keptBack());
    }

    private Uploading change(String node, UnaryOperator<NodeCopy> change) {
        return new Uploading(
                request, snapshot, each(copy -> copy.node().name().equals(node) ? change.apply(copy) : copy));
    }

    private List<NodeCopy> each(UnaryOperator<NodeCopy> change) {
        return copies.stream().map(change).toList();
    }
}
