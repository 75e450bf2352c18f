package dev.aeneas.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives the tests of a run one stack, which is up; it goes down, with its state, when the last of them is over. */
final class SharedStack implements ParameterResolver, TestWatcher {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var stack = shared(context).stack;
        stack.up();
        return stack;
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        shared(context).keepsWhatIsLeft = true;
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedStack.class))
                .computeIfAbsent(Shared.class, key -> new Shared(), Shared.class);
    }

    /** JUnit closes it after the last test. */
    private static final class Shared implements AutoCloseable {
        private final Path home = temporary();
        private final Stack stack = new Stack(home);
        private boolean keepsWhatIsLeft;

        private static Path temporary() {
            try {
                return Files.createTempDirectory("aeneas-stack");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            stack.close();
            if (keepsWhatIsLeft || !Files.exists(home)) {
                return;
            }
            try (var all = Files.walk(home)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
