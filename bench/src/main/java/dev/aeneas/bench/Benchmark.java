package dev.aeneas.bench;

import java.util.Map;

/** Something measured side by side with a named alternative, in one run. */
@FunctionalInterface
interface Benchmark {
    Result run() throws Exception;

    /**
     * What came out.
     *
     * @param ratios what counts: name to number
     * @param raw what they were made of: name to milliseconds or bytes, as the name says
     */
    record Result(Map<String, Double> ratios, Map<String, Long> raw) {}
}
