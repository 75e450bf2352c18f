package dev.aeneas.local.cassandra;

import java.util.List;
import java.util.stream.Stream;

/** What Cassandra 5.0 wants from inside the JDK 17, as named by its own {@code jvm17-server.options}. */
final class ModuleAccess {

    private static final List<String> EXPORTS = List.of(
            "java.base/java.lang.ref",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.attach/sun.tools.attach",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPENS = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.compiler/com.sun.tools.javac",
            "jdk.management/com.sun.management.internal");

    static final List<String> ARGUMENTS = Stream.of(
                    EXPORTS.stream().map(name -> "--add-exports=" + name + "=ALL-UNNAMED"),
                    OPENS.stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED"),
                    Stream.of("-Djdk.attach.allowAttachSelf=true", "-Dio.netty.tryReflectionSetAccessible=true"))
            .flatMap(arguments -> arguments)
            .toList();

    private ModuleAccess() {}
}
