package dev.aeneas.backup.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Nodes that may still hold the snapshot of a run that is over.
 *
 * @param givenUp names of nodes that did not clear it in all that time: an operator must
 */
public record Leftovers(List<Left> nodes, List<String> givenUp) {

    /** One node with the try that is on. */
    public record Left(BackupNode node, Attempt attempt) {}

    static Leftovers on(List<BackupNode> nodes) {
        return new Leftovers(
                nodes.stream().map(node -> new Left(node, Attempt.FIRST)).toList(), List.of());
    }

    boolean none() {
        return nodes.isEmpty();
    }

    /** Names of the nodes that are not known to be clear. */
    public List<String> names() {
        return Stream.concat(nodes.stream().map(left -> left.node().name()), givenUp.stream())
                .toList();
    }

    Leftovers cleared(String node) {
        return new Leftovers(
                nodes.stream().filter(left -> !left.node().name().equals(node)).toList(), givenUp);
    }

    Leftovers failed(BackupWork.ClearSnapshot work, RunPolicy.Clearing policy, Instant now) {
        var node = work.node().name();
        if (work.attempt() >= policy.attemptsMax()) {
            return new Leftovers(
                    cleared(node).nodes(),
                    Stream.concat(givenUp.stream(), Stream.of(node)).toList());
        }
        var pause = policy.pauseAfter(work.attempt());
        return each(left -> left.node().name().equals(node)
                ? new Left(left.node(), left.attempt().after(pause, now))
                : left);
    }

    Leftovers woken(Instant due) {
        return each(left -> new Left(left.node(), left.attempt().woken(due)));
    }

    Optional<Instant> wakeAt() {
        return nodes.stream().flatMap(left -> left.attempt().wakeAt().stream()).min(Instant::compareTo);
    }

    List<BackupWork> pendingWork(BackupRequest request) {
        return nodes.stream()
                .filter(left -> left.attempt().mayBegin())
                .<BackupWork>map(left -> new BackupWork.ClearSnapshot(
                        request, left.node(), left.attempt().number()))
                .toList();
    }

    private Leftovers each(UnaryOperator<Left> change) {
        return new Leftovers(nodes.stream().map(change).toList(), givenUp);
    }
}
