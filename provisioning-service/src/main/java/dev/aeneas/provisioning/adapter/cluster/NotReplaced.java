package dev.aeneas.provisioning.adapter.cluster;

/** The new node did not come into the ring: it holds nothing that is not elsewhere, and the dead one is still named. */
public final class NotReplaced extends Exception {
    private static final long serialVersionUID = 1L;

    NotReplaced(String reason) {
        super(reason);
    }
}
