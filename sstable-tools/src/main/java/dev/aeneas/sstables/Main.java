package dev.aeneas.sstables;

import java.util.Map;

/** Runs one verb and ends: 0 when it was done, 1 when not, with the reason in the last line of the output. */
public final class Main {
    private Main() {}

    /** {@code digest|bounds|replay --option value …}; the README names the options of each. */
    public static void main(String[] words) {
        var output = new Output();
        System.setOut(System.err); // whatever Cassandra prints is no line of ours
        int status = run(output, words);
        System.exit(status); // Cassandra's threads are no daemons
    }

    // The boundary of the process: whatever goes wrong is told to whoever started it.
    @SuppressWarnings("CatchingUnchecked")
    private static int run(Output output, String... words) {
        try {
            var arguments = Arguments.parse(words);
            switch (arguments.verb()) {
                case "digest" -> new DigestVerb(output).run(arguments);
                case "bounds" -> new BoundsVerb(output).run(arguments);
                case "replay" -> new ReplayVerb(output).run(arguments);
                default -> throw new IllegalArgumentException("no verb is called " + arguments.verb());
            }
            output.line(Map.of("kind", "done"));
            return 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace(System.err);
            output.line(Map.of("kind", "error", "message", String.valueOf(e)));
            return 1;
        }
    }
}
