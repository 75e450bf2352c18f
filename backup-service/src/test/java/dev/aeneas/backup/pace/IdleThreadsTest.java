package dev.aeneas.backup.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class IdleThreadsTest {
    private static int priority() {
        return Thread.currentThread().getPriority();
    }

    @Test
    void runWhenNobodyElseWantsTo() throws Exception {
        var threads = IdleThreads.pool(1);
        try {
            assertThat(threads.submit(IdleThreadsTest::priority).get()).isEqualTo(Thread.MIN_PRIORITY);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void giveAThreadItsPriorityBackHoweverItsWorkEnds() throws Exception {
        assertThat(IdleThreads.call(IdleThreadsTest::priority)).isEqualTo(Thread.MIN_PRIORITY);
        assertThatThrownBy(() -> IdleThreads.call(() -> {
                    throw new IOException("away");
                }))
                .isInstanceOf(IOException.class);
        assertThat(priority()).isEqualTo(Thread.NORM_PRIORITY);
    }
}
