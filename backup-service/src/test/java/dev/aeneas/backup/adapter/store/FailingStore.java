package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.BackupStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a store fail as a share over a bad line does. */
public final class FailingStore {
    private FailingStore() {}

    public static BackupStore everyTenthCall(BackupStore store) {
        var calls = new AtomicInteger();
        var type = BackupStore.class;
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (calls.incrementAndGet() % 10 == 0) {
                        throw new IOException("the line is bad");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
