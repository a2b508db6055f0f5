package io.rondo.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Stands in for the {@link ConnectionHandler} until TLS is agreed on, and then makes room for it:
 * so that no command counts as sent, and none is, before the server has shown who it is.
 */
final class TlsGate extends ChannelInboundHandlerAdapter {
  private final Supplier<SslHandler> tls;
  private final ConnectionHandler next;
  private final CompletableFuture<Void> secured;

  /**
   * @param tls makes the handler when the channel is open, which begins the handshake
   * @param next what takes this one's place
   * @param secured ends, on the loop, when it has, or fails with what hindered the handshake
   */
  TlsGate(Supplier<SslHandler> tls, ConnectionHandler next, CompletableFuture<Void> secured) {
    this.tls = tls;
    this.next = next;
    this.secured = secured;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.pipeline().addBefore(ctx.name(), null, tls.get());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent done)) {
      return;
    }
    if (done.isSuccess()) {
      ctx.pipeline().replace(this, null, next);
      next.channelActive(ctx.pipeline().context(next));
      secured.complete(null);
    } else {
      exceptionCaught(ctx, done.cause());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    secured.completeExceptionally(cause);
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    secured.completeExceptionally(new ClosedChannelException());
  }
}
