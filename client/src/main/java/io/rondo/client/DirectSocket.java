package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a channel without the channel around it. For a thread that spins: the loop asks the
 * kernel what is ready before it reads, which is a system call for every look and one more for the
 * reply. And for what is written while nothing else waits to be. Whatever does not go the short way
 * is left to the channel, errors too, which it will meet itself.
 *
 * <p>Of epoll, which is told of what is ready as long as it is (level-triggered), so that nothing
 * is lost on it. Of the loop, which also closes the channel: its descriptor may be another's then.
 */
final class DirectSocket {
  private final Channel channel;
  private final Socket socket;

  private DirectSocket(Channel channel, Socket socket) {
    this.channel = channel;
    this.socket = socket;
  }

  /** That of {@code channel}, or {@code null} if others than its loop may not use it. */
  static @Nullable DirectSocket of(Channel channel) {
    return channel instanceof AbstractEpollStreamChannel epoll
            && epoll.fd() instanceof Socket socket
        ? new DirectSocket(channel, socket)
        : null;
  }

  /** Reads what has come, as far as there is room; returns whether anything had. */
  boolean read(ByteBuf in) {
    if (!in.hasMemoryAddress() || !socket.isOpen()) {
      return false;
    }
    try {
      int start = in.writerIndex();
      int read = socket.recvAddress(in.memoryAddress(), start, in.capacity());
      if (read <= 0) {
        return false; // Whether it is the end, the loop will see.
      }
      in.writerIndex(start + read);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes what the kernel takes of {@code out}, unless the channel has something to write before;
   * returns whether that was all.
   */
  boolean write(ByteBuf out) {
    ChannelOutboundBuffer before = channel.unsafe().outboundBuffer();
    if (before == null // Closed: it goes before the descriptor does.
        || before.totalPendingWriteBytes() > 0
        || !out.hasMemoryAddress()) {
      return false;
    }
    try {
      int written = socket.sendAddress(out.memoryAddress(), out.readerIndex(), out.writerIndex());
      out.skipBytes(Math.max(0, written));
      return !out.isReadable();
    } catch (IOException e) {
      return false;
    }
  }
}
