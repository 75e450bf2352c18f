package dev.aeneas.platform.process;

/**
 * Something long that a process's state says is to be done: starting a node, streaming, uploading.
 *
 * <p>It stays open until a report changes the state, and is performed again after a crash; so whoever performs it looks
 * at reality first.
 */
public interface Work {
    /** Unique in its process and per attempt: {@code 3-join#2}. Two reports on one key count once. */
    String key();

    /** Whether it is done again and again for as long as the process lives: such looking around is left out of traces. */
    default boolean routine() {
        return false;
    }
}
