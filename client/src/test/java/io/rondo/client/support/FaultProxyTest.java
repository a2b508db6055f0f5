package io.rondo.client.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the proxy does to bytes, seen by a bare socket. */
class FaultProxyTest {
  private static final String PING = "*1\r\n$4\r\nPING\r\n";
  private static final String PONG = "+PONG\r\n";
  private static final String SET = "*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$1\r\nv\r\n";

  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());

  @AfterEach
  void close() {
    proxy.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
    return socket;
  }

  private static void send(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String receive(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  private static void assertAnswers(Socket socket) throws IOException {
    send(socket, PING);
    assertEquals(PONG, receive(socket, PONG.length()));
  }

  @Test
  void allGetsThroughInPieces() throws IOException {
    for (Fault fault : new Fault[] {Fault.none(), Fault.delay(1), Fault.singleBytes()}) {
      proxy.toServer(fault).toClient(fault);
      try (Socket socket = connect()) {
        send(socket, PING.repeat(20));
        assertEquals(PONG.repeat(20), receive(socket, 20 * PONG.length()));
      }
    }
  }

  @Test
  void aStallHoldsBackAndLosesNothing() throws IOException {
    try (Socket socket = connect()) {
      assertAnswers(socket);
      proxy.toClient(Fault.stall());
      send(socket, PING);
      socket.setSoTimeout(50);
      assertThrows(SocketTimeoutException.class, () -> receive(socket, 1));
      socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
      proxy.heal();
      assertEquals(PONG, receive(socket, PONG.length()));
      assertAnswers(socket);
    }
  }

  @Test
  void whatIsDroppedWasExecuted() throws IOException {
    String key = Keys.fresh("dropped");
    proxy.toClient(Fault.drop());
    try (Socket socket = connect();
        Socket other = new Socket(InetAddress.getLoopbackAddress(), TestRedis.shared().port())) {
      send(socket, SET.formatted(key.length(), key));
      String exists = "*2\r\n$6\r\nEXISTS\r\n$%d\r\n%s\r\n".formatted(key.length(), key);
      Eventually.eventually("it is executed", () -> answers(other, exists, ":1\r\n"));
      Eventually.eventually("it is answered", () -> proxy.replyBytes() > 0);
      proxy.heal();
      assertAnswers(socket);
    }
  }

  private static boolean answers(Socket socket, String command, String reply) {
    try {
      send(socket, command);
      return receive(socket, reply.length()).equals(reply);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void corruptionChangesBytesAndNoLengths() throws IOException {
    proxy.toClient(Fault.corrupt(7, 3));
    try (Socket socket = connect()) {
      send(socket, PING.repeat(20));
      assertNotEquals(PONG.repeat(20), receive(socket, 20 * PONG.length()));
      proxy.heal();
      assertAnswers(socket);
    }
  }

  @Test
  void afterSomeBytesItIsCut() throws IOException {
    proxy.toClient(Fault.after(10, Fault.cut()));
    try (Socket socket = connect()) {
      send(socket, PING.repeat(3));
      assertEquals((PONG + PONG).substring(0, 10), receive(socket, 10));
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aResetIsAReset() throws IOException {
    try (Socket socket = connect()) {
      assertAnswers(socket);
      assertEquals(1, proxy.open());
      proxy.reset();
      assertThrows(SocketException.class, () -> receive(socket, 1));
      assertEquals(0, proxy.open());
    }
    proxy.toServer(Fault.reset());
    try (Socket socket = connect()) {
      send(socket, PING);
      assertThrows(SocketException.class, () -> receive(socket, 1));
    }
  }

  @Test
  void itRefusesAndAcceptsOnTheSamePort() throws IOException {
    try (Socket socket = connect()) {
      Eventually.eventually("it is accepted", () -> proxy.accepted() == 1);
      proxy.refuse();
      assertThrows(ConnectException.class, this::connect);
      assertAnswers(socket);
      proxy.accept();
      try (Socket again = connect()) {
        assertAnswers(again);
      }
      Eventually.eventually("both were accepted", () -> proxy.accepted() == 2);
      proxy.cut();
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aProcessIsSuspendedKilledAndStartedAgain() throws IOException {
    try (LocalRedis server = TestRedis.startProcess()) {
      int port = server.port();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertAnswers(socket);
        server.suspend();
        send(socket, PING);
        socket.setSoTimeout(50);
        assertThrows(SocketTimeoutException.class, () -> receive(socket, 1));
        socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
        server.resume();
        assertEquals(PONG, receive(socket, PONG.length()));
        server.kill();
        assertEquals(-1, endOf(socket));
      }
      server.restart();
      assertEquals(port, server.port());
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertAnswers(socket);
        server.suspend(); // A stopped process can be killed.
        server.kill();
        assertTrue(endOf(socket) < 0);
      }
    }
  }

  /** A killed process may end its connections orderly or by a reset. */
  private static int endOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return -1;
    }
  }
}
