package io.rondo.client.support;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which a buffer was collected that nobody had released. */
public final class Leaks implements BeforeAllCallback, AfterAllCallback {
  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

  static {
    // Before the first buffer: each kind of buffer asks for its detector once.
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Detectors());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Loading this class is all that is needed.
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> leaks = collect();
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          leaks.size() + " leaked, the first: " + leaks.get(0).lines().limit(60).toList());
    }
  }

  /** What has leaked since the last call, as far as a garbage collection shows it. */
  static List<String> collect() {
    System.gc();
    for (int i = 0; i < 2; i++) {
      // A detector reports what was collected when the next buffer is tracked.
      PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
      PooledByteBufAllocator.DEFAULT.heapBuffer(16).release();
      ByteBufAllocator.DEFAULT.directBuffer(16).release();
    }
    List<String> leaks = new ArrayList<>();
    for (String leak = FOUND.poll(); leak != null; leak = FOUND.poll()) {
      leaks.add(leak);
    }
    return leaks;
  }

  private static final class Detectors extends ResourceLeakDetectorFactory {
    @Override
    @SuppressWarnings("deprecation") // Abstract, so it must be there.
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return new Detector<>(resource, samplingInterval);
    }
  }

  private static final class Detector<T> extends ResourceLeakDetector<T> {
    @SuppressWarnings("deprecation") // What the factory is made for.
    Detector(Class<?> resource, int samplingInterval) {
      super(resource, samplingInterval);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      FOUND.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      FOUND.add(resourceType);
    }
  }
}
