package io.rondo.client;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.rondo.client.support.Cell;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A connection whose channels a test opens, and the loop that it runs on, if that has a thread. */
final class LinkSite implements AutoCloseable {
  final RedisConnection redis;
  private final EventLoopGroup loops;
  private final ClientTimer timer = new ClientTimer();

  LinkSite(Cell cell, RedisOptions options, ChannelOpener opener) {
    this.loops =
        new MultiThreadIoEventLoopGroup(
            1, LoopThread.factory(cell.loop()), cell.loop().ioHandlerFactory(false));
    Connection core = new Connection(options, unbound -> driver(cell, unbound), opener, null);
    this.redis =
        new RedisConnection(Route.alone(core), cell.loop(), closed -> closed.core().close());
  }

  private LoopDriver driver(Cell cell, Connection unbound) {
    return cell.drive() == Drive.CALLER
        ? new CallerDriver(
            new CallerEventLoop(cell.loop(), unbound::hasSubmissions),
            cell.strategy(),
            unbound,
            timer)
        : new LoopThreadDriver(loops.next(), cell.strategy(), unbound, timer);
  }

  /** Opens the first channel. */
  CompletableFuture<Void> open() {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    Connection core = redis.core();
    core.driver()
        .open(
            () ->
                core.link()
                    .begin()
                    .whenComplete(
                        (done, error) -> {
                          if (error == null) {
                            opened.complete(null);
                          } else {
                            opened.completeExceptionally(error);
                          }
                        }),
            opened,
            true);
    return opened;
  }

  @Override
  public void close() {
    redis.close();
    timer.close();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
