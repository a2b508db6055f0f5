package io.rondo.client;

import static io.rondo.client.Interleavings.COMMAND;
import static io.rondo.client.Interleavings.CONNECTION;
import static io.rondo.client.Interleavings.check;
import static io.rondo.client.Interleavings.run;

import io.rondo.client.Interleavings.Actor;
import io.rondo.client.Interleavings.Permit;
import org.junit.jupiter.api.Test;

/**
 * What is submitted reaches the loop once, in order, and without being asked for; the bound is kept
 * and refuses nothing that there is room for.
 */
class CommandQueueInterleavingTest {

  @Test
  void everySubmissionIsTakenOnceAndInOrder() {
    check(
        () -> {
          Submissions s = new Submissions(4);
          PendingReply<?>[] a = s.replies(2);
          PendingReply<?>[] b = s.replies(2);
          run(
              new Actor(
                  () -> {
                    s.submit(a[0]);
                    s.submit(a[1]);
                  }),
              new Actor(
                  () -> {
                    s.submit(b[0]);
                    s.submit(b[1]);
                  }),
              new Actor(() -> s.loop(4)));
          s.assertTakenInOrder(a);
          s.assertTakenInOrder(b);
        });
  }

  @Test
  void aChainStaysTogether() {
    check(
        () -> {
          Submissions s = new Submissions(4);
          PendingReply<?>[] chained = s.replies(2);
          PendingReply<?>[] single = s.replies(1);
          ReplyChain chain = new ReplyChain();
          chain.add(chained[0]);
          chain.add(chained[1]);
          run(
              new Actor(() -> s.tell(s.queue.submit(chain))),
              new Actor(() -> s.submit(single[0])),
              new Actor(() -> s.loop(3)));
          s.assertTakenInOrder(single);
          if (s.position(chained[1]) != s.position(chained[0]) + 1) {
            throw new AssertionError("something came between the commands of a chain");
          }
        });
  }

  /** Whoever lends the connection on must not do so while a command is taken over. */
  @Test
  void whatIsTakenOverIsAlwaysSeen() {
    check(
        () -> {
          CommandQueue queue = new CommandQueue(1, 1_000_000);
          queue.submit(new Submissions(1).replies(1)[0]);
          run(
              new Actor(queue::takeSubmissions),
              new Actor(
                  () -> {
                    if (!queue.isTakingOrHasSubmissions() && queue.held() == 0) {
                      throw new AssertionError("it looks idle with a command in it");
                    }
                  }));
        });
  }

  /** What the loop has not taken over counts as well. */
  @Test
  void theBoundHoldsAmongSubmitters() {
    check(
        () -> {
          CommandQueue queue = new CommandQueue(1, 1_000_000);
          boolean[] refused = new boolean[2];
          Submissions s = new Submissions(2);
          PendingReply<?>[] replies = s.replies(2);
          run(
              new Actor(() -> refused[0] = isRefused(queue, replies[0])),
              new Actor(() -> refused[1] = isRefused(queue, replies[1])));
          if (refused[0] == refused[1]) {
            throw new AssertionError("one of two has room, refused: " + refused[0]);
          }
        });
  }

  private static boolean isRefused(CommandQueue queue, PendingReply<?> reply) {
    try {
      queue.submit(reply);
      return false;
    } catch (RedisOverloadedException e) {
      return true;
    }
  }

  /** Submitters and a loop; the queue has room for exactly what they submit. */
  private static final class Submissions {
    private final CommandQueue queue;
    private final PendingReply<?>[] taken;
    private final Permit told = new Permit();
    private int count;

    Submissions(int commands) {
      queue = new CommandQueue(commands, 1_000_000);
      taken = new PendingReply<?>[commands];
    }

    PendingReply<?>[] replies(int number) {
      PendingReply<?>[] replies = new PendingReply<?>[number];
      for (int i = 0; i < number; i++) {
        replies[i] = new PendingReply<>(COMMAND, CONNECTION);
      }
      return replies;
    }

    void submit(PendingReply<?> reply) {
      tell(queue.submit(reply));
    }

    void tell(boolean isFirst) {
      if (isFirst) {
        told.give();
      }
    }

    /** Takes what is submitted, and sleeps until it is told of more. */
    void loop(int commands) {
      while (count < commands) {
        told.take();
        queue.takeSubmissions();
        for (PendingReply<?> r = queue.pollUnsent(); r != null; r = queue.pollUnsent()) {
          taken[count++] = r;
          queue.sent(r);
        }
      }
      if (queue.hasSubmissions() || queue.inFlight() != commands || queue.queued() != 0) {
        throw new AssertionError("the figures of the queue do not add up");
      }
    }

    int position(PendingReply<?> reply) {
      int position = -1;
      for (int i = 0; i < count; i++) {
        if (taken[i] == reply) {
          if (position >= 0) {
            throw new AssertionError("a command was taken twice");
          }
          position = i;
        }
      }
      if (position < 0) {
        throw new AssertionError("a command was lost");
      }
      return position;
    }

    void assertTakenInOrder(PendingReply<?>... replies) {
      int before = -1;
      for (PendingReply<?> reply : replies) {
        int position = position(reply);
        if (position < before) {
          throw new AssertionError("a command overtook one of its own thread");
        }
        before = position;
      }
    }
  }
}
