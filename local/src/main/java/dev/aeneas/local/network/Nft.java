package dev.aeneas.local.network;

import dev.aeneas.local.process.ProgramPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program {@code nft}, which hands rules to the kernel. */
final class Nft {
    private static final String PROGRAM = "nft";
    private static final int BOUND_SECONDS = 10;

    private Nft() {}

    /** Runs what it reads; empty: it was done, else why not. */
    static Optional<String> run(String script) {
        var program = ProgramPath.find(PROGRAM);
        if (program.isEmpty()) {
            return Optional.of("the program nft is not installed");
        }
        try {
            var process = new ProcessBuilder(program.get().toString(), "-f", "-")
                    .redirectErrorStream(true)
                    .start();
            try (var input = process.getOutputStream()) {
                input.write(script.getBytes(StandardCharsets.UTF_8));
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("nft did not end within " + BOUND_SECONDS + " s");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of("nft says: " + said.strip());
        } catch (IOException e) {
            return Optional.of("nft: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
