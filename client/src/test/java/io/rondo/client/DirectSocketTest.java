package io.rondo.client;

import static io.rondo.client.support.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On a channel that does not read by itself, from its loop's thread. */
@EnabledOnOs(OS.LINUX)
class DirectSocketTest {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

  private ServerSocket server;
  private EpollSocketChannel channel;
  private Socket peer;
  private DirectSocket direct;

  @BeforeEach
  void connect() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    channel = open();
    peer = server.accept();
    direct = Objects.requireNonNull(DirectSocket.of(channel));
  }

  @AfterEach
  void close() throws Exception {
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    peer.close();
    server.close();
  }

  private EpollSocketChannel open() {
    return (EpollSocketChannel)
        new Bootstrap()
            .group(loops)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(server.getLocalSocketAddress())
            .syncUninterruptibly()
            .channel();
  }

  private <T> T onLoop(Callable<T> task) throws Exception {
    return loops.next().submit(task).get(20, TimeUnit.SECONDS);
  }

  private boolean reads(DirectSocket socket, ByteBuf in) {
    try {
      return onLoop(() -> socket.read(in));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatHasComeIsRead() throws Exception {
    ByteBuf in = Unpooled.directBuffer(100);
    try {
      assertFalse(reads(direct, in), "nothing has come");
      peer.getOutputStream().write("+OK\r\n".getBytes(US_ASCII));
      eventually("the reply is read", () -> reads(direct, in));
      assertEquals("+OK\r\n", in.toString(US_ASCII));
    } finally {
      in.release();
    }
  }

  @Test
  void nothingOvertakesWhatTheChannelHasToWrite() throws Exception {
    ByteBuf second = Unpooled.directBuffer().writeBytes("second".getBytes(US_ASCII));
    try {
      onLoop(
          () -> {
            channel.write(Unpooled.copiedBuffer("first ", US_ASCII));
            assertFalse(direct.write(second));
            assertEquals("second", second.toString(US_ASCII));
            channel.writeAndFlush(second.retain());
            return null;
          });
      assertEquals("first second", new String(peer.getInputStream().readNBytes(12), US_ASCII));
    } finally {
      second.release();
    }
  }

  @Test
  void whatTheKernelDoesNotTakeIsLeft() throws Exception {
    byte[] bytes = new byte[32 << 20]; // More than both ends' buffers.
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i / 1000);
    }
    ByteBuf out = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    onLoop(
        () -> {
          assertFalse(direct.write(out));
          assertTrue(out.readerIndex() > 0, "some was written");
          assertTrue(out.isReadable(), "and some was not");
          channel.writeAndFlush(out);
          return null;
        });
    assertArrayEquals(bytes, peer.getInputStream().readNBytes(bytes.length));
  }

  /** The kernel gives the number of a closed descriptor to the next that is opened. */
  @Test
  void aDescriptorThatIsAnothersNowIsLeftAlone() throws Exception {
    int number = channel.fd().intValue();
    channel.close().syncUninterruptibly();
    ByteBuf in = Unpooled.directBuffer(100);
    ByteBuf out = Unpooled.directBuffer().writeBytes("stray".getBytes(US_ASCII));
    List<Socket> peers = new ArrayList<>();
    try {
      EpollSocketChannel heir = null;
      while (heir == null && peers.size() < 40) {
        EpollSocketChannel next = open();
        peers.add(server.accept());
        heir = next.fd().intValue() == number ? next : null;
      }
      Socket itsPeer = peers.get(peers.size() - 1);
      Channel itself = Objects.requireNonNull(heir, "no socket has the number again");
      DirectSocket its = Objects.requireNonNull(DirectSocket.of(itself));
      itsPeer.getOutputStream().write("mine".getBytes(US_ASCII));
      assertFalse(onLoop(() -> direct.write(out)));
      eventually("the heir gets what is its own", () -> !reads(direct, in) && reads(its, in));
      assertEquals("mine", in.toString(US_ASCII));
      itself.close().syncUninterruptibly();
      assertEquals(-1, itsPeer.getInputStream().read(), "nothing was written to it");
    } finally {
      in.release();
      out.release();
      for (Socket each : peers) {
        each.close();
      }
    }
  }
}
