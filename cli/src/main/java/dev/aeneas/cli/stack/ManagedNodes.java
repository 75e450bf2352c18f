package dev.aeneas.cli.stack;

import dev.aeneas.local.process.DetachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The managed nodes that the local provider keeps in this stack's folder, found by the records of their processes. */
public final class ManagedNodes {
    private static final int DEPTH_MAX = 6;
    private static final String RECORD = "process.pid";

    private final StackHome home;

    public ManagedNodes(StackHome home) {
        this.home = home;
    }

    /** Every node whose process runs. */
    public List<ManagedNode> running() {
        return folders().stream()
                .flatMap(folder -> DetachedProcess.adopt(folder)
                        .map(process -> new ManagedNode(folder.getFileName().toString(), folder, process))
                        .stream())
                .toList();
    }

    /** Every running node of one cluster. */
    public List<ManagedNode> of(String cluster) {
        return running().stream()
                .filter(node ->
                        node.folder().getParent().getFileName().toString().equals(cluster))
                .toList();
    }

    private List<Path> folders() {
        if (!Files.isDirectory(home.nodes())) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(home.nodes(), DEPTH_MAX, (path, about) -> path.getFileName()
                .toString()
                .equals(RECORD))) {
            return files.map(Path::getParent).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + home.nodes(), e);
        }
    }

    /** A node's process and its folder. */
    public record ManagedNode(String name, Path folder, DetachedProcess process) {}
}
