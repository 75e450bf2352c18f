package dev.aeneas.platform.process;

import dev.aeneas.contracts.Message;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a process makes of one input: its next state and the messages to send; both are recorded together. */
public record Decision<S>(S state, List<Message> messages) {
    public Decision {
        messages = List.copyOf(messages);
    }

    /** The state as it will be, and what to say of it. */
    public static <S> Decision<S> of(S state, Message... messages) {
        return new Decision<>(state, Arrays.asList(messages));
    }

    /** As {@link #of}, saying more. */
    public Decision<S> and(Message... more) {
        return new Decision<>(
                state, Stream.concat(messages.stream(), Arrays.stream(more)).toList());
    }
}
