package io.rondo.client;

import static io.rondo.client.Interleavings.COMMAND;
import static io.rondo.client.Interleavings.CONNECTION;
import static io.rondo.client.Interleavings.check;
import static io.rondo.client.Interleavings.run;

import io.rondo.client.Interleavings.Actor;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ends a command while the loop is about to send it: one of them wins, and says so. */
class PendingReplyInterleavingTest {

  @Test
  void sentOrTimedOut() {
    check(
        () -> {
          Sent reply = new Sent();
          run(new Actor(reply::send), new Actor(reply::expire));
          reply.assertSaysWhetherItWasSent();
        });
  }

  @Test
  void sentOrTimedOutWhileItsConnectionEnds() {
    check(
        () -> {
          Sent reply = new Sent();
          run(
              new Actor(
                  () -> {
                    reply.send();
                    reply.connectionClosed(Closing.atServer());
                  }),
              new Actor(reply::expire));
          reply.assertSaysWhetherItWasSent();
        });
  }

  @Test
  void sentAndThenTimedOutOrCancelled() {
    check(
        () -> {
          Sent reply = new Sent();
          run(
              new Actor(() -> reply.cancel(false)),
              new Actor(
                  () -> {
                    reply.send();
                    reply.expire();
                  }));
          if (!reply.isCancelled()) {
            reply.assertSaysWhetherItWasSent();
          }
        });
  }

  /** A cancel that has returned keeps what was not sent by then from being sent. */
  @Test
  void nothingIsSentAfterItWasCancelled() {
    check(
        () -> {
          Sent reply = new Sent();
          run(
              new Actor(reply::send),
              new Actor(
                  () -> {
                    boolean sentBefore = reply.sent;
                    reply.cancel(false);
                    if (!sentBefore && reply.claimForSending()) {
                      throw new AssertionError("a cancelled command could still be sent");
                    }
                  }));
          if (!reply.isCancelled()) {
            throw new AssertionError("nothing else ended it: " + reply);
          }
        });
  }

  @Test
  void theFirstOfReplyAndTimeoutCountsAndTheWaiterIsWoken() {
    check(
        () -> {
          Sent reply = new Sent();
          run(
              new Actor(
                  () -> {
                    if (reply.becomeWaiter()) {
                      while (!reply.isDone()) {
                        Actor.parkCurrent();
                      }
                    }
                    reply.resignAsWaiter();
                  }),
              new Actor(
                  () -> {
                    if (reply.send()) {
                      reply.answer("PONG");
                    }
                  }),
              new Actor(reply::expire));
          if (reply.isCompletedExceptionally()) {
            reply.assertSaysWhetherItWasSent();
          } else if (!"PONG".equals(reply.getNow(null))) {
            throw new AssertionError("ended with a reply that was not its own: " + reply);
          }
        });
  }

  /** Remembers whether the loop has sent it. */
  private static final class Sent extends PendingReply<@Nullable Object> {
    private volatile boolean sent;

    @SuppressWarnings("unchecked") // Its value is not looked at.
    Sent() {
      super((Command<@Nullable Object>) COMMAND, CONNECTION);
    }

    /** As {@link CommandWriter} does. */
    boolean send() {
      boolean claimed = claimForSending();
      if (claimed) {
        if (sent) {
          throw new AssertionError("sent twice");
        }
        sent = true;
      }
      return claimed;
    }

    void assertSaysWhetherItWasSent() {
      Fate fate = fate();
      if (fate != (sent ? Fate.MAYBE_EXECUTED : Fate.NOT_SENT)) {
        throw new AssertionError((sent ? "sent" : "not sent") + ", but it says " + fate);
      }
    }

    private Fate fate() {
      try {
        throw new AssertionError("ended with " + getNow(this));
      } catch (CompletionException e) {
        if (e.getCause() instanceof RedisException failure) {
          return failure.fate();
        }
        throw e;
      }
    }
  }
}
