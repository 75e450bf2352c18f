package dev.aeneas.backup.pace;

import java.io.InputStream;

/** As fast as it goes. */
final class Unpaced implements Pace {
    @Override
    public InputStream paced(InputStream content) {
        return content;
    }

    @Override
    public void pass(long bytes) {
        // nobody is in the way
    }

    @Override
    public void awaitCompactions() {
        // nobody is in the way
    }

    @Override
    public Shown shown() {
        return Shown.UNPACED;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
