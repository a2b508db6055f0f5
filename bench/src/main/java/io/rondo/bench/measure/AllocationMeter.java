package io.rondo.bench.measure;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Bytes that all Java threads of this process have allocated so far. */
final class AllocationMeter {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final PerThread perThread = new PerThread();
  private final LongSupplier source;

  AllocationMeter() {
    this.source = exactTotal();
  }

  long bytes() {
    return source.getAsLong();
  }

  /**
   * JDK 21 keeps the total itself, threads that have ended included; before, threads are summed.
   */
  private LongSupplier exactTotal() {
    try {
      MethodHandle total =
          MethodHandles.publicLookup()
              .findVirtual(
                  ThreadMXBean.class,
                  "getTotalThreadAllocatedBytes",
                  MethodType.methodType(long.class))
              .bindTo(threads);
      return () -> call(total);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return this::summed;
    }
  }

  private static long call(MethodHandle total) {
    try {
      return (long) total.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private long summed() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      perThread.saw(ids[i], bytes[i]);
    }
    return perThread.total();
  }
}
