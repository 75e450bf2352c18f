package dev.aeneas.failover.adapter.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PeerTest {
    private static final Peer SCALING =
            new Peer("scaling-service", URI.create("http://127.0.0.1:8102"), Duration.ofSeconds(15));

    private static String silence(Throwable cause) {
        return SCALING.silence(new ProcessingException(cause));
    }

    @Test
    void saysWhoIsSilentWhereAndWhatCameInstead() {
        assertThat(silence(new ConnectException("Connection refused: /127.0.0.1:8102")))
                .isEqualTo("scaling-service does not answer at http://127.0.0.1:8102: connection refused");
        assertThat(silence(new TimeoutException("The timeout period of 15000ms has been exceeded")))
                .endsWith(": no answer within 15 s");
        assertThat(silence(new ConnectTimeoutException("connection timed out after 1000 ms: /127.0.0.1:8102")))
                .endsWith(": no connection in time");
        assertThat(silence(new UnknownHostException("scaling"))).endsWith(": its host is not known");
        assertThat(silence(new IOException("Connection reset by peer"))).endsWith(": Connection reset by peer");
    }
}
