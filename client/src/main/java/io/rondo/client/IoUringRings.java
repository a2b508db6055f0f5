package io.rondo.client;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandler;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Begins and ends io_uring rings that any thread may enter.
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

  /**
   * Ends what other threads have submitted to {@code ring} and is still in the kernel, and waits
   * for it; the ring's channels are closed, and the current thread runs it.
   *
   * <p>A read is done by the thread that submitted it (task work), whenever that next enters the
   * kernel. Netty keeps one on the descriptor by which a ring is woken, ends it as it destroys the
   * ring, and then frees the eight bytes that it reads into: rightly, if there is one thread. If
   * another one had submitted it, that may do so later, and writes to memory that is somebody
   * else's by then. So all that is there is cancelled first (IORING_ASYNC_CANCEL_ANY), and an
   * operation that begins when all before it have ended (IOSQE_IO_DRAIN) tells when that is. What
   * is submitted from then on is the current thread's.
   */
  static void settle(IoHandler ring, Runnable turn) {
    Settling settling = new Settling();
    IoRegistration registration;
    try {
      registration = ring.register(settling);
    } catch (Exception e) {
      throw new IllegalStateException("a ring takes no more operations", e);
    }
    registration.submit(Settling.CANCEL_ALL);
    registration.submit(Settling.DRAIN);
    while (!settling.done) {
      turn.run();
    }
    registration.cancel();
  }

  /** The two operations of {@link #settle}; names and numbers are those of linux/io_uring.h. */
  private static final class Settling implements IoUringIoHandle {
    private static final byte IORING_OP_NOP = 0;
    private static final byte IORING_OP_ASYNC_CANCEL = 14;
    private static final int IORING_ASYNC_CANCEL_ALL = 1;
    private static final int IORING_ASYNC_CANCEL_ANY = 1 << 2;
    private static final byte IOSQE_IO_DRAIN = 1 << 1;
    private static final int EINVAL = 22;

    static final IoUringIoOps CANCEL_ALL =
        operation(
            IORING_OP_ASYNC_CANCEL, (byte) 0, IORING_ASYNC_CANCEL_ALL | IORING_ASYNC_CANCEL_ANY);
    static final IoUringIoOps DRAIN = operation(IORING_OP_NOP, IOSQE_IO_DRAIN, 0);

    boolean done;

    private static IoUringIoOps operation(byte opcode, byte flags, int itsFlags) {
      return new IoUringIoOps(
          opcode, flags, (short) 0, -1, 0L, 0L, 0, itsFlags, 0L, (short) 0, (short) 0, 0, 0L);
    }

    @Override
    public void handle(IoRegistration registration, IoEvent ioEvent) {
      IoUringIoEvent event = (IoUringIoEvent) ioEvent;
      // A kernel before 5.19 cannot cancel all, and what is there may never end by itself.
      done |= event.opcode() == IORING_OP_NOP || event.res() == -EINVAL;
    }

    @Override
    public void close() {}
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
