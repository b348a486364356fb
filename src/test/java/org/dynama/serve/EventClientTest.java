package org.dynama.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page that takes nothing is let go, and whoever speaks to it never waits. */
class EventClientTest {
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final List<EventClient> gone = new ArrayList<>();

    @AfterEach
    void close() {
        senders.shutdownNow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void messagesComeInOrder() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventClient client = new EventClient(new Exchange(out), senders, gone::add);
        StringBuilder expected = new StringBuilder();
        for (int k = 0; k < 60; k++) {
            client.offer(bytes(k + ","));
            expected.append(k).append(',');
        }
        senders.shutdown();
        assertThat(senders.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(out).hasToString(expected.toString());
        assertThat(gone).isEmpty();
    }

    @Test
    void aPageThatTakesNothingIsLetGoAndClosedOnceItsSenderIsFree() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Exchange exchange = new Exchange(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                begun.countDown();
                try {
                    stuck.await();
                } catch (InterruptedException exception) {
                    throw new IOException(exception);
                }
            }
        });
        EventClient client = new EventClient(exchange, senders, gone::add);
        client.offer(bytes("x"));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        for (int k = 0; k < 200; k++) {
            client.offer(bytes("x"));
        }
        assertThat(gone).containsExactly(client);
        assertThat(exchange.closed.getCount()).isEqualTo(1);
        stuck.countDown();
        assertThat(exchange.closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPageThatHasGoneIsForgotten() throws Exception {
        Exchange exchange = new Exchange(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        EventClient client = new EventClient(exchange, senders, gone::add);
        client.offer(bytes("x"));
        assertThat(exchange.closed.await(10, TimeUnit.SECONDS)).isTrue();
        client.offer(bytes("y"));
        assertThat(gone).containsExactly(client);
    }

    /** An answer into a stream. */
    private static final class Exchange extends HttpExchange {
        private final OutputStream out;
        private final CountDownLatch closed = new CountDownLatch(1);

        Exchange(OutputStream out) {
            this.out = out;
        }

        @Override
        public OutputStream getResponseBody() {
            return out;
        }

        @Override
        public void close() {
            closed.countDown();
        }

        @Override
        public Headers getRequestHeaders() {
            return new Headers();
        }

        @Override
        public Headers getResponseHeaders() {
            return new Headers();
        }

        @Override
        public URI getRequestURI() {
            return URI.create("/");
        }

        @Override
        public String getRequestMethod() {
            return "GET";
        }

        @Override
        public HttpContext getHttpContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream getRequestBody() {
            return InputStream.nullInputStream();
        }

        @Override
        public void sendResponseHeaders(int code, long length) {}

        @Override
        public InetSocketAddress getRemoteAddress() {
            return new InetSocketAddress(0);
        }

        @Override
        public int getResponseCode() {
            return Answer.OK;
        }

        @Override
        public InetSocketAddress getLocalAddress() {
            return new InetSocketAddress(0);
        }

        @Override
        public String getProtocol() {
            return "HTTP/1.1";
        }

        @Override
        public Object getAttribute(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setAttribute(String name, Object value) {}

        @Override
        public void setStreams(InputStream in, OutputStream to) {}

        @Override
        public HttpPrincipal getPrincipal() {
            throw new UnsupportedOperationException();
        }
    }
}
