package io.rondo.client;

import io.netty.channel.ConnectTimeoutException;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the addresses of a host. The JDK's lookup blocks, for as long as a name server does not
 * answer; on a loop it would stop the replies of all its connections, and their deadlines. So it is
 * made by a thread of its own, which is there while there is something to look up and a little
 * longer, and is waited for no longer than the connect timeout. Whoever asks for a name that is
 * being looked up gets the same answer, so no row of them builds up behind a name server that does
 * not answer.
 */
final class HostLookup extends AddressResolverGroup<InetSocketAddress> {
  /** Finds the addresses of a host, at least one, and may block. */
  @FunctionalInterface
  interface Source {
    List<InetAddress> find(String host) throws UnknownHostException;
  }

  private static final long IDLE_SECONDS = 5;

  private final Source source;
  private final long timeoutNanos;
  private final ThreadPoolExecutor thread;

  private @Nullable String sought;
  private CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();

  /** Those of the host that was found last. */
  private volatile List<InetAddress> latest = List.of();

  /**
   * @param timeoutNanos after which a lookup fails; zero is no limit
   */
  HostLookup(Source source, long timeoutNanos) {
    this.source = source;
    this.timeoutNanos = timeoutNanos;
    this.thread =
        new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HostLookup::thread);
    thread.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable target) {
    Thread thread = new Thread(target, "rondo-lookup");
    thread.setDaemon(true);
    return thread;
  }

  /** The addresses of {@code host}: what is being looked up, or a new lookup. Any thread. */
  private synchronized CompletableFuture<List<InetAddress>> find(String host) {
    if (found.isDone() || !host.equals(sought)) {
      CompletableFuture<List<InetAddress>> fresh = new CompletableFuture<>();
      thread.execute(
          () -> {
            try {
              List<InetAddress> addresses = source.find(host);
              latest = addresses;
              fresh.complete(addresses);
            } catch (Throwable e) {
              fresh.completeExceptionally(e);
            }
          });
      sought = host;
      found = fresh;
    }
    return found;
  }

  /** What else the host of {@code address} was found at, with the same port. Any thread. */
  List<SocketAddress> othersBeside(SocketAddress address) {
    List<InetAddress> all = latest;
    if (!(address instanceof InetSocketAddress first) || !all.contains(first.getAddress())) {
      return List.of(); // Was not looked up, or is not the host's any more.
    }
    return all.stream()
        .distinct()
        .filter(each -> !each.equals(first.getAddress()))
        .<SocketAddress>map(each -> new InetSocketAddress(each, first.getPort()))
        .toList();
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
    return new OfLoop(loop).asAddressResolver();
  }

  private final class OfLoop extends InetNameResolver {
    OfLoop(EventExecutor loop) {
      super(loop);
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
      if (literal != null) {
        promise.setSuccess(literal);
        return;
      }
      if (timeoutNanos > 0) {
        Future<?> timer =
            executor()
                .schedule(() -> promise.tryFailure(late()), timeoutNanos, TimeUnit.NANOSECONDS);
        promise.addListener(done -> timer.cancel(false));
      }
      find(host)
          .whenComplete(
              (addresses, error) -> {
                try {
                  executor().execute(() -> settle(promise, addresses, error));
                } catch (RejectedExecutionException e) {
                  // The loop has ended, and nobody waits any more.
                }
              });
    }

    private static void settle(
        Promise<InetAddress> promise, List<InetAddress> addresses, @Nullable Throwable error) {
      if (error == null) {
        promise.trySuccess(addresses.get(0));
      } else {
        promise.tryFailure(error);
      }
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      throw new UnsupportedOperationException("one address is asked for");
    }
  }

  private ConnectTimeoutException late() {
    return new ConnectTimeoutException(
        "the host name was not looked up within "
            + TimeUnit.NANOSECONDS.toMillis(timeoutNanos)
            + " ms: is there a name server that answers? Else give the address, or raise"
            + " connectTimeout");
  }

  /** Looks up nothing any more; a lookup that is under way ends when it ends. */
  @Override
  public void close() {
    thread.shutdownNow();
    super.close();
  }
}
