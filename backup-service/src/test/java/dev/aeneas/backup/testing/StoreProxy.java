package dev.aeneas.backup.testing;

import dev.aeneas.backup.run.BackupStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Does something before each call to a store, e.g. fails. */
public final class StoreProxy {
    private StoreProxy() {}

    /** What is done; it is told the method's name. */
    @FunctionalInterface
    public interface Before {
        void call(String method) throws IOException;
    }

    public static BackupStore of(BackupStore store, Before before) {
        var type = BackupStore.class;
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    before.call(method.getName());
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
