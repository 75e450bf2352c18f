package dev.aeneas.driver;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** The data of server-sent events, line by line: a gateway puts each event's JSON into one line. */
final class EventLines implements Flow.Subscriber<String> {
    private static final String DATA = "data:";

    private final Consumer<String> data;

    EventLines(Consumer<String> data) {
        this.data = data;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith(DATA)) {
            data.accept(line.substring(DATA.length()).trim());
        }
    }

    /** Whoever waits for the response hears of it. */
    @Override
    public void onError(Throwable broken) {}

    @Override
    public void onComplete() {}
}
