package io.rondo.bench.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy in this JVM, between sockets of the test's own. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxyTest {
  private static final long RTT = TimeUnit.MILLISECONDS.toNanos(4);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket server;
  private final Proxy proxy;

  ProxyTest() throws IOException {
    server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    proxy =
        new Proxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
  }

  private Future<?> running = threads.submit(() -> null);

  @BeforeEach
  void run() {
    running =
        threads.submit(
            () -> {
              proxy.run();
              return null;
            });
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    running.get();
    server.close();
    threads.shutdownNow();
  }

  private Socket connect(long rttNanos) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.listen(rttNanos));
  }

  private <T> Future<T> start(Callable<T> task) {
    return threads.submit(task);
  }

  private static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void writeInPieces(OutputStream out, byte[] bytes, long seed) throws IOException {
    Random random = new Random(seed);
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(40_000));
      out.write(bytes, from, length);
      from += length;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300_000, 4_000_000})
  void everyByteArrivesInOrderInBothDirections(long rttNanos) throws Exception {
    byte[] question = noise(3_000_000, 1);
    byte[] answer = noise(2_000_000, 2);
    try (Socket client = connect(rttNanos);
        Socket accepted = server.accept()) {
      Future<byte[]> asked = start(() -> accepted.getInputStream().readNBytes(question.length));
      Future<byte[]> answered = start(() -> client.getInputStream().readNBytes(answer.length));
      start(
          () -> {
            writeInPieces(accepted.getOutputStream(), answer, 3);
            return null;
          });
      writeInPieces(client.getOutputStream(), question, 4);

      assertArrayEquals(question, asked.get());
      assertArrayEquals(answer, answered.get());
    }
  }

  @Test
  void aReaderThatPausesLosesNothing() throws Exception {
    // More than both sockets and the proxy hold, so that the writer is held up.
    byte[] much = noise(40 << 20, 5);
    try (Socket client = connect(RTT);
        Socket accepted = server.accept()) {
      Future<?> written =
          start(
              () -> {
                client.getOutputStream().write(much);
                client.shutdownOutput();
                return null;
              });
      InputStream in = accepted.getInputStream();
      byte[] first = in.readNBytes(1);
      Thread.sleep(300); // nobody reads
      byte[] rest = in.readAllBytes();
      written.get();

      assertEquals(much[0], first[0]);
      assertEquals(much.length - 1, rest.length);
      assertEquals(-1, Arrays.mismatch(much, 1, much.length, rest, 0, rest.length));
    }
  }

  @Test
  void eachDirectionTakesHalfOfTheRoundTripAtLeast() throws Exception {
    try (Socket client = connect(RTT);
        Socket accepted = server.accept()) {
      for (int i = 0; i < 20; i++) {
        long sent = System.nanoTime();
        client.getOutputStream().write(i);
        assertEquals(i, accepted.getInputStream().read());
        long there = System.nanoTime();
        accepted.getOutputStream().write(i);
        assertEquals(i, client.getInputStream().read());
        long back = System.nanoTime();

        assertTrue(there - sent >= RTT / 2, "up took " + (there - sent));
        assertTrue(back - there >= RTT / 2, "down took " + (back - there));
      }
    }
  }

  @Test
  void nothingArrivesBeforeAHandshakeCouldBeOver() throws Exception {
    int port = proxy.listen(RTT);
    long begun = System.nanoTime();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket accepted = server.accept()) {
      client.getOutputStream().write(1);
      assertEquals(1, accepted.getInputStream().read());
      assertTrue(System.nanoTime() - begun >= RTT + RTT / 2);
    }
  }

  /** A proxy that let one chunk wait for the one before would take a delay for each. */
  @Test
  void manyChunksAreOnTheirWayAtOnce() throws Exception {
    long rtt = TimeUnit.SECONDS.toNanos(1);
    int chunks = 50;
    try (Socket client = connect(rtt);
        Socket accepted = server.accept()) {
      client.setTcpNoDelay(true);
      Future<Integer> seen =
          start(
              () -> {
                for (int i = 0; i < chunks; i++) {
                  assertEquals(i, accepted.getInputStream().read());
                }
                return chunks;
              });
      for (int i = 0; i < chunks; i++) {
        client.getOutputStream().write(i);
        Thread.sleep(1); // so that they are read one by one
      }
      // One by one they would take 25 s; the limit is not one of speed.
      assertEquals(chunks, seen.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void aHalfThatIsClosedLeavesTheOtherOpen() throws Exception {
    try (Socket client = connect(RTT);
        Socket accepted = server.accept()) {
      client.getOutputStream().write(new byte[] {1, 2, 3});
      client.shutdownOutput();
      assertArrayEquals(new byte[] {1, 2, 3}, accepted.getInputStream().readAllBytes());

      accepted.getOutputStream().write(new byte[] {4, 5});
      accepted.shutdownOutput();
      assertArrayEquals(new byte[] {4, 5}, client.getInputStream().readAllBytes());
    }
  }

  @Test
  void aLostServerIsALostConnection() throws Exception {
    try (Socket client = connect(RTT)) {
      Socket accepted = server.accept();
      accepted.setSoLinger(true, 0); // a reset
      accepted.close();
      assertTrue(isOver(client));
    }
    server.close();
    try (Socket client = connect(RTT)) {
      assertTrue(isOver(client), "nobody listens there");
    }
  }

  private static boolean isOver(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  @Test
  void aHundredConnectionsDoNotMix() throws Exception {
    int port = proxy.listen(RTT);
    List<Socket> sockets = new ArrayList<>();
    try {
      List<Future<byte[]>> echoes = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
        Socket accepted = server.accept();
        sockets.add(accepted);
        start(() -> accepted.getInputStream().transferTo(accepted.getOutputStream()));
      }
      for (int i = 0; i < 100; i++) {
        Socket client = sockets.get(2 * i);
        byte[] own = noise(20_000, i);
        echoes.add(
            start(
                () -> {
                  writeInPieces(client.getOutputStream(), own, 6);
                  return client.getInputStream().readNBytes(own.length);
                }));
      }
      for (int i = 0; i < 100; i++) {
        assertArrayEquals(noise(20_000, i), echoes.get(i).get());
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
