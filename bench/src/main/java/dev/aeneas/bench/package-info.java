/** Benchmarks: start at {@link dev.aeneas.bench.Main}; each is a {@link dev.aeneas.bench.Benchmark}. */
package dev.aeneas.bench;
