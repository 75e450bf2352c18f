package dev.aeneas.system;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Docker engine that has the base image which {@code deploy/images/base} makes. */
final class Engine {
    private static final String BASE = "aeneas/base:17";

    private Engine() {}

    /** Empty where there is none, and then it says aloud what did not run. */
    static Optional<Engine> find(String forWhat) {
        if (!run("docker version").succeeded()) {
            say("NOT RUN: " + forWhat + ": no Docker engine answers");
            return Optional.empty();
        }
        if (!run("docker image inspect " + BASE).succeeded()) {
            say("NOT RUN: " + forWhat + ": the Docker engine has no image " + BASE + "; deploy/images/base makes it");
            return Optional.empty();
        }
        return Optional.of(new Engine());
    }

    /** The image of a service, e.g. {@code provisioning-service}, as the build made that. */
    String build(String service) {
        var image = "aeneas/" + service + ":test";
        long began = System.nanoTime();
        docker("build --quiet --file deploy/images/Dockerfile --build-arg BASE=" + BASE + " --build-arg SERVICE="
                + service + " --tag " + image + " .");
        var size = docker("image inspect --format {{.Size}} " + image);
        say(service + ": built in " + millisSince(began) + " ms, " + Long.parseLong(size) / 1_000_000 + " MB");
        return image;
    }

    /** What it says to a command that is expected to succeed. */
    String docker(String arguments) {
        var ran = run("docker " + arguments);
        if (!ran.succeeded()) {
            throw new AssertionError("docker " + arguments + "\n" + ran.output());
        }
        return ran.output().trim();
    }

    /** By a shell, which says so where there is no such command. */
    private static Command.Ran run(String command) {
        return Command.run(
                new ProcessBuilder("sh", "-c", command).directory(Path.of("..").toFile()));
    }

    static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    @SuppressWarnings("SystemOut")
    static void say(String what) {
        System.out.println("images: " + what);
    }
}
