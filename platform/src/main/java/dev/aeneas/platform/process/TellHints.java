package dev.aeneas.platform.process;

import dev.aeneas.contracts.Message;

/**
 * Tells people something that need not arrive, such as how far a piece of work is: not journaled, not repeated after a
 * crash, never a base of decisions. Hints about one cluster arrive in the order in which they were told.
 */
@FunctionalInterface
public interface TellHints {
    /** Where nobody listens. */
    TellHints NOBODY = hint -> {};

    /** Returns without waiting until the hint is stored; a hint that cannot be sent is dropped. */
    void tell(Message hint);
}
