package dev.aeneas.cli.stack;

import dev.aeneas.local.process.DetachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Stops a stack: services first, then what they stand on; managed nodes only when everything is to be wiped. */
public final class StackDown {
    private final StackHome home;
    private final LocalStack stack;
    private final Consumer<String> progress;

    public StackDown(StackHome home, LocalStack stack, Consumer<String> progress) {
        this.home = home;
        this.stack = stack;
        this.progress = progress;
    }

    /** Stops services, then Kafka and the store; each has its bound and is killed after it. */
    public void stopStack() {
        stop(stack.services());
        stop(stack.foundations());
    }

    /** As {@link #stopStack}, then stops every managed node of this stack and deletes its folder: there is no way back. */
    public void wipe() {
        stop(stack.services());
        ManagedNodes nodes = new ManagedNodes(home);
        AtOnce.forEach(nodes.running(), node -> {
            progress.accept("managed node " + node.name() + " (process "
                    + node.process().pid() + ") stopped and wiped");
            node.process().kill(); // its data goes with it: nothing to flush
        });
        stop(stack.foundations());
        if (home.exists()) {
            progress.accept("deleting the state in " + home.folder());
            home.contents().stream().filter(Files::exists).forEach(StackDown::delete);
            deleteIfEmpty(home.folder());
        }
    }

    private void stop(List<Component> components) {
        AtOnce.forEach(components, component -> component.process().ifPresent(process -> stop(component, process)));
    }

    private void stop(Component component, DetachedProcess process) {
        boolean asked = process.stop(component.stopBound());
        if (!asked) {
            process.kill();
        }
        progress.accept(component.name() + (asked ? " stopped" : " did not stop in time and was killed"));
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }

    /** Whatever else lies in the folder is not ours. */
    private static void deleteIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException others) {
            // stays
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
