package dev.aeneas.local.process;

/** A process ended although it should run; the message ends with what it said last. */
public final class ProcessDied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProcessDied(String what, String logTail) {
        super(what + " ended by itself. The end of its log:\n" + logTail);
    }
}
