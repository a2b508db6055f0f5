package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the socket of a channel past its loop, for a thread that spins: the loop asks the kernel
 * what is ready before it reads, which is a system call for every look and one more for the reply.
 * Of epoll, which is told of what is ready as long as it is (level-triggered), so that nothing is
 * lost on it.
 *
 * <p>Of the loop.
 */
final class SocketReader {
  private final Socket socket;

  private SocketReader(Socket socket) {
    this.socket = socket;
  }

  /** That of {@code channel}, or {@code null} if others than its loop may not read it. */
  static @Nullable SocketReader of(Channel channel) {
    return channel instanceof AbstractEpollStreamChannel epoll
            && epoll.fd() instanceof Socket socket
        ? new SocketReader(socket)
        : null;
  }

  /** Reads what has come, as far as there is room; returns whether anything had. */
  boolean read(ByteBuf in) {
    if (!in.hasMemoryAddress()) {
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
      return false; // The loop will meet it too.
    }
  }
}
