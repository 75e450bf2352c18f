package dev.aeneas.cli.command;

import dev.aeneas.cli.Console;

/** Says on Ctrl-C that only the waiting ends: what was begun at a service goes on. */
final class GoesOn implements AutoCloseable {
    private final Thread hook;

    private GoesOn(Thread hook) {
        this.hook = hook;
    }

    /** From now on until it is closed. */
    static GoesOn after(Console console, String what) {
        var hook = new Thread(
                () -> console.say("\nNot waiting any longer; " + what + " goes on at the service."), "goes-on");
        Runtime.getRuntime().addShutdownHook(hook);
        return new GoesOn(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // it is being said right now
        }
    }
}
