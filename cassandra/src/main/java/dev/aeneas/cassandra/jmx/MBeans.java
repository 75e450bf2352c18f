package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.ring.NodeAddress;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;

/** The MBeans of one node behind interfaces of ours that name only the methods we use. */
final class MBeans {
    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final BoundedCalls calls;

    MBeans(NodeAddress node, JMXConnector connector) {
        this.connector = connector;
        this.calls = new BoundedCalls(node);
        // local: the connection was made
        this.server = calls.call("talk to its MBeans", Duration.ofSeconds(5), connector::getMBeanServerConnection);
    }

    BoundedCalls calls() {
        return calls;
    }

    MBeanServerConnection server() {
        return server;
    }

    /** Every call of the proxy is bounded. {@code javax.management.JMX} would not tell a lost node from a refusal. */
    <T> T bounded(Class<T> type, ObjectName name, Duration bound) {
        InvocationHandler handler = (proxy, method, arguments) ->
                calls.call(method.getName(), bound, () -> invoke(name, method, arguments));
        return proxy(type, handler);
    }

    /** Every call of the proxy blocks as long as the node works; only for threads that nobody waits for unbounded. */
    <T> T unbounded(Class<T> type, ObjectName name) {
        return proxy(type, (proxy, method, arguments) -> {
            try {
                return invoke(name, method, arguments);
            } catch (Exception e) {
                throw calls.translate(method.getName(), e);
            }
        });
    }

    /** Several attributes in one round trip; one that the node does not have is missing. */
    Map<String, Object> attributes(ObjectName name, Duration bound, String... names) {
        AttributeList list = calls.call("attributes", bound, () -> server.getAttributes(name, names));
        Map<String, Object> values = new HashMap<>();
        for (Attribute attribute : list.asList()) {
            values.put(attribute.getName(), attribute.getValue());
        }
        return values;
    }

    <T> CompletableFuture<T> start(Callable<T> work) {
        return calls.start(work);
    }

    /** Closing tells the node, which may be frozen: nobody waits for that. */
    void close() {
        var unused = calls.start(() -> {
            try {
                connector.close();
            } catch (IOException e) {
                // it is gone already
            }
            return null;
        });
    }

    static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("no name of an MBean: " + name, e);
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(ObjectName name, Method method, Object[] arguments) throws Exception {
        boolean isGetter = method.getParameterCount() == 0 && method.getName().startsWith("get");
        boolean isSetter = method.getParameterCount() == 1
                && method.getName().startsWith("set")
                && method.getReturnType() == void.class;
        if (isGetter) {
            return server.getAttribute(name, method.getName().substring(3));
        }
        if (isSetter) {
            server.setAttribute(name, new Attribute(method.getName().substring(3), arguments[0]));
            return null;
        }
        String[] signature =
                Arrays.stream(method.getParameterTypes()).map(Class::getName).toArray(String[]::new);
        return server.invoke(name, method.getName(), arguments, signature);
    }
}
