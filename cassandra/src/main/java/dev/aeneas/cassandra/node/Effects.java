package dev.aeneas.cassandra.node;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Sees every effect of a port before it happens: every method that is not marked with {@link Looks}. */
public final class Effects {
    private Effects() {}

    /** The same port, asking {@code before} first; what that throws keeps the effect from happening. */
    public static <T> T after(Consumer<Method> before, Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (!looks(method)) {
                        before.accept(method);
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** As the other one; {@code beforeOneOfMany} is asked before what is {@link OneOfMany}. */
    public static <T> T after(Runnable before, Runnable beforeOneOfMany, Class<T> port, T target) {
        return after(
                effect -> (effect.isAnnotationPresent(OneOfMany.class) ? beforeOneOfMany : before).run(), port, target);
    }

    private static boolean looks(Method method) {
        var port = method.getDeclaringClass();
        return port == Object.class || port.isAnnotationPresent(Looks.class) || method.isAnnotationPresent(Looks.class);
    }
}
