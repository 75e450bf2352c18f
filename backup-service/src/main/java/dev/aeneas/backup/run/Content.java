package dev.aeneas.backup.run;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read as often as it takes, the same each time. */
@FunctionalInterface
public interface Content {
    InputStream open() throws IOException;
}
