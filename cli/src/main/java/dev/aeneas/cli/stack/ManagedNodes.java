package dev.aeneas.cli.stack;

import dev.aeneas.local.process.DetachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The managed nodes that the local provider keeps in this stack's folder, found by the records of their processes. */
public final class ManagedNodes {
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

    /** The local provider's layout: {@code clusters/<cluster>/<node>}. */
    private List<Path> folders() {
        return list(home.nodes().resolve("clusters")).stream()
                .flatMap(cluster -> list(cluster).stream())
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + folder, e);
        }
    }

    /** A node's process and its folder. */
    public record ManagedNode(String name, Path folder, DetachedProcess process) {}
}
