package dev.aeneas.cli.demo;

import dev.aeneas.cli.stack.AtOnce;
import dev.aeneas.cli.stack.Component;
import dev.aeneas.cli.stack.LocalStack;
import dev.aeneas.cli.stack.ManagedNodes;
import dev.aeneas.cli.stack.ManagedNodes.ManagedNode;
import dev.aeneas.cli.stack.StackDown;
import dev.aeneas.cli.stack.StackHome;
import dev.aeneas.cli.stack.StackSettings;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.local.process.DetachedProcess;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The stack that the demonstration runs on, and what of it was there before. */
final class DemoStack {
    private final StackHome home;
    private final LocalStack stack;
    private final Consumer<String> progress;
    private final boolean folderWasThere;
    private final boolean ran;

    DemoStack(StackHome home, StackSettings settings, Consumer<String> progress) {
        this.home = home;
        this.stack = new LocalStack(home, settings);
        this.progress = progress;
        this.folderWasThere = home.exists();
        this.ran = stack.components().stream().anyMatch(one -> one.process().isPresent());
    }

    /** Whether nothing of it was there: then all of it goes. */
    boolean isAllOurs() {
        return !folderWasThere;
    }

    /** Stops what did not run before; a folder that was not there before goes too. */
    void undo() {
        var down = new StackDown(home, stack, progress);
        if (!folderWasThere) {
            down.wipe();
        } else if (!ran) {
            down.stopStack();
        }
    }

    /** Ends the cluster's processes, for when its deletion failed. */
    void killNodes(ClusterName cluster) {
        List<ManagedNode> nodes = new ManagedNodes(home).of(cluster.value());
        AtOnce.forEach(nodes, node -> node.process().kill());
        progress.accept(nodes.size() + " processes of cluster " + cluster + " killed; 'aeneas cluster delete " + cluster
                + "' removes its record");
    }

    /** Process ids of the stack, of every managed node, and of this process. */
    List<Long> pids() {
        Stream<Long> components = stack.components().stream()
                .map(Component::process)
                .flatMap(process -> process.map(DetachedProcess::pid).stream());
        Stream<Long> nodes = new ManagedNodes(home)
                .running().stream().map(node -> node.process().pid());
        return Stream.of(components, nodes, Stream.of(ProcessHandle.current().pid()))
                .flatMap(pids -> pids)
                .toList();
    }
}
