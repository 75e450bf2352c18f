package dev.aeneas.cassandra.jmx;

import dev.aeneas.cassandra.node.SetWriteBounds;
import dev.aeneas.cassandra.node.WriteBounds;
import java.time.Duration;
import javax.management.ObjectName;

/** Time-outs of writes through StorageProxy. */
final class JmxWrites implements SetWriteBounds {
    private static final ObjectName PROXY = MBeans.name("org.apache.cassandra.db:type=StorageProxy");

    private final StorageProxy proxy;

    /** What we use of Cassandra's StorageProxyMBean, spelled as it is there; milliseconds. */
    interface StorageProxy {
        Long getWriteRpcTimeout();

        void setWriteRpcTimeout(Long timeoutInMillis);

        Long getCounterWriteRpcTimeout();

        void setCounterWriteRpcTimeout(Long timeoutInMillis);
    }

    JmxWrites(MBeans beans, Duration bound) {
        proxy = beans.bounded(StorageProxy.class, PROXY, bound);
    }

    @Override
    public WriteBounds writeBounds() {
        return new WriteBounds(
                Duration.ofMillis(proxy.getWriteRpcTimeout()), Duration.ofMillis(proxy.getCounterWriteRpcTimeout()));
    }

    @Override
    public void boundWrites(WriteBounds wanted) {
        proxy.setWriteRpcTimeout(wanted.writes().toMillis());
        proxy.setCounterWriteRpcTimeout(wanted.counters().toMillis());
    }
}
