package io.rondo.client;

import io.netty.channel.IoHandler;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Enables io_uring rings so that any thread may enter them.
 *
 * <p>When Netty enables a ring it registers the ring's descriptor with the current thread
 * (IORING_REGISTER_RING_FDS) and from then on enters the ring by the index it got, which means
 * nothing in any other thread: there the kernel answers EINVAL. A thread has room for 16 such
 * descriptors (IO_RINGFD_REG_MAX in the kernel's io_uring), and where the registration fails Netty
 * enters by the descriptor itself, which every thread can. So one thread keeps its 16 places taken,
 * and enables all rings that are to change threads. Started with the first such ring.
 */
final class IoUringRings {
  private static final int PLACES = 16;

  private final ExecutorService enabler =
      Executors.newSingleThreadExecutor(task -> LoopThread.of(task, "rondo-io_uring-enabler"));

  /** They are kept, for a ring that is collected gives its place back. */
  private final CompletableFuture<List<IoHandler>> placeholders =
      CompletableFuture.supplyAsync(IoUringRings::takePlaces, enabler);

  private IoUringRings() {}

  /** Made when first used; waits for nothing, for a virtual thread must not park in here. */
  private static final class Holder {
    static final IoUringRings INSTANCE = new IoUringRings();
  }

  private static List<IoHandler> takePlaces() {
    List<IoHandler> rings = new ArrayList<>(PLACES);
    for (int i = 0; i < PLACES; i++) {
      IoHandler ring =
          IoUringIoHandler.newFactory(new IoUringIoHandlerConfig().setRingSize(2))
              .newHandler(new NoExecutor());
      ring.initialize();
      rings.add(ring);
    }
    return rings;
  }

  /** Enables {@code ring}; blocks for a moment. */
  static void enableForAnyThread(IoHandler ring) {
    IoUringRings rings = Holder.INSTANCE;
    rings.placeholders.thenRunAsync(ring::initialize, rings.enabler).join();
  }

  /** Placeholders run nothing. */
  private static final class NoExecutor implements ThreadAwareExecutor {
    @Override
    public boolean isExecutorThread(Thread thread) {
      return true;
    }

    @Override
    public void execute(Runnable task) {
      throw new UnsupportedOperationException("a placeholder runs nothing");
    }
  }
}
