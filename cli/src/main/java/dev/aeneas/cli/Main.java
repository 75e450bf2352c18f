package dev.aeneas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** Where the process begins and ends: everything else returns. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Logs.quiet();
        System.exit(CommandLines.of(utf8(FileDescriptor.out), utf8(FileDescriptor.err))
                .execute(arguments));
    }

    /** Whatever the locale says: JSON is UTF-8, and so are the terminals of this century. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
    }
}
