package io.rondo.bench.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A socket that sends bytes and waits for as many bytes as the reply has, in the kernel or
 * spinning. Of one thread.
 */
final class RawSocket implements AutoCloseable {
  private static final int INITIAL_BYTES = 1 << 16;

  private final SocketChannel channel;
  private ByteBuffer out = ByteBuffer.allocateDirect(INITIAL_BYTES);
  private ByteBuffer in = ByteBuffer.allocateDirect(INITIAL_BYTES);

  private RawSocket(SocketChannel channel) {
    this.channel = channel;
  }

  static RawSocket open(TargetSettings settings) {
    Address address = Address.of(settings.uri());
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(address.host(), address.port()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      RawSocket socket = new RawSocket(channel);
      socket.introduce(address);
      channel.configureBlocking(!spins(settings));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean spins(TargetSettings settings) {
    return settings.waitStrategy().equals("spin");
  }

  private void introduce(Address address) {
    if (address.password() != null) {
      byte[] user = utf8(address.user() == null ? "default" : address.user());
      add(command(utf8("AUTH"), user, utf8(address.password()))).exchange(5, '+');
    }
    if (address.database() != 0) {
      byte[] database = utf8(String.valueOf(address.database()));
      add(command(utf8("SELECT"), database)).exchange(5, '+');
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A command in RESP. */
  static byte[] command(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(utf8("*" + parts.length + "\r\n"));
    for (byte[] part : parts) {
      bytes.writeBytes(utf8("$" + part.length + "\r\n"));
      bytes.writeBytes(part);
      bytes.writeBytes(utf8("\r\n"));
    }
    return bytes.toByteArray();
  }

  /** Adds to what the next exchange sends. */
  RawSocket add(byte[] bytes) {
    if (out.remaining() < bytes.length) {
      int size = Math.max(out.capacity() * 2, out.position() + bytes.length);
      out = ByteBuffer.allocateDirect(size).put(out.flip());
    }
    out.put(bytes);
    return this;
  }

  /**
   * Sends what was added and reads so many bytes.
   *
   * @param first what the first of them must be
   */
  void exchange(int replyLength, char first) {
    try {
      out.flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
      out.clear();
      if (in.capacity() < replyLength) {
        in = ByteBuffer.allocateDirect(replyLength);
      }
      in.clear().limit(replyLength);
      do {
        int read = channel.read(in);
        if (read < 0) {
          throw new IllegalStateException("the server closed the connection");
        }
        if (read > 0) {
          refuseOther(first);
        }
      } while (in.hasRemaining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An error is of another length: waiting for the rest would never end. */
  private void refuseOther(char first) throws IOException {
    if (in.get(0) != first) {
      channel.read(in.limit(in.capacity()));
      throw new IllegalStateException("the server replied '" + utf8Of(cut(0, in.position())) + "'");
    }
  }

  private static String utf8Of(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  /** A part of the last reply. */
  byte[] cut(int from, int length) {
    byte[] bytes = new byte[length];
    in.get(from, bytes);
    return bytes;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
