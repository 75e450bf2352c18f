package dev.aeneas.platform.access;

import dev.aeneas.contracts.Denial;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Bounds how many denials are told of: a stranger who knocks all day must not fill a topic. Each reason has a budget of its own, so
 * that knocking does not hide a colleague who reaches for too much.
 */
public final class DenialBudget {
    private final int perWindow;
    private final Duration window;
    private final Map<Denial.Reason, Spent> spent = new EnumMap<>(Denial.Reason.class);

    public DenialBudget(int perWindow, Duration window) {
        this.perWindow = perWindow;
        this.window = window;
    }

    private record Spent(Instant since, int told, long untold) {}

    /** Empty: not to be told of. Else how many of this reason were not told of before. */
    public synchronized OptionalLong take(Denial.Reason reason, Instant now) {
        var before = spent.getOrDefault(reason, new Spent(now, 0, 0));
        boolean over = !now.isBefore(before.since().plus(window));
        int told = over ? 0 : before.told();
        var since = over ? now : before.since();
        if (told >= perWindow) {
            spent.put(reason, new Spent(since, told, before.untold() + 1));
            return OptionalLong.empty();
        }
        spent.put(reason, new Spent(since, told + 1, 0));
        return OptionalLong.of(before.untold());
    }
}
