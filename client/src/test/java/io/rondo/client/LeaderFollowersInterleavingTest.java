package io.rondo.client;

import static io.rondo.client.Interleavings.check;
import static io.rondo.client.Interleavings.run;

import io.rondo.client.FakeConnection.Reply;
import io.rondo.client.Interleavings.Actor;
import org.junit.jupiter.api.Test;

/**
 * Nobody waits for ever while replies are outstanding, and there is one leader at a time. The
 * queue, the replies and the protocol are the real ones; the kernel and the server are made up.
 */
class LeaderFollowersInterleavingTest {

  @Test
  void oneThreadOwnsTheLoop() {
    check(
        () -> {
          LoopOwner owner = new LoopOwner();
          boolean[] owns = new boolean[2];
          run(
              new Actor(() -> owns[0] = owner.tryAcquire()),
              new Actor(() -> owns[1] = owner.tryAcquire()));
          if (owns[0] == owns[1]) {
            throw new AssertionError("one of two owns it, but of both it is " + owns[0]);
          }
        });
  }

  @Test
  void twoCallersHandTheLeadOver() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          run(
              c.actor(
                  () -> {
                    c.threads.execute(c.reply());
                    c.threads.execute(c.lastReply());
                  }),
              c.actor(() -> c.threads.execute(c.lastReply())));
        });
  }

  @Test
  void aCallerThatComesWhileTheLeaderLeavesIsNotForgotten() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(1);
          run(
              c.actor(() -> c.threads.execute(c.reply())),
              c.actor(() -> c.threads.execute(c.reply())));
        });
  }

  @Test
  void threeCallersHandTheLeadOver() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(3);
          run(
              c.actor(() -> c.threads.execute(c.lastReply())),
              c.actor(() -> c.threads.execute(c.lastReply())),
              c.actor(() -> c.threads.execute(c.lastReply())));
        });
  }

  /** Whenever that is: also while the leader is leaving, and has chosen it already. */
  @Test
  void anHeirThatIsLateDoesNotTakeTheLeadWithIt() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          c.lead();
          Reply late = c.reply().withTimeout();
          c.submit(late);
          c.submit(c.reply()); // Nobody waits for it: whoever leaves last calls the stand-by.
          Actor heir = c.actor(() -> c.threads.await(late));
          heir.start();
          late.endTimeoutOncePaused();
          c.threads.leave();
          heir.finish();
          c.assertStandByWasCalled();
        });
  }

  @Test
  void twoThreadsWaitForOneFuture() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          Reply future = c.lastReply();
          c.submit(future);
          run(
              c.actor(() -> c.threads.await(future)),
              c.actor(() -> c.threads.await(future)),
              c.actor(() -> c.threads.execute(c.lastReply())));
        });
  }

  /** The leader may be in the kernel, waiting for a reply that another thread then ends. */
  @Test
  void aFutureThatIsCancelledEndsTheWaitOfTheLeader() {
    check(
        () -> {
          FakeConnection c =
              new FakeConnection(2); // The second sender never comes: nothing is answered.
          Reply future = c.lastReply();
          c.submit(future);
          run(c.actor(() -> c.threads.await(future)), c.actor(() -> future.cancel(false)));
        });
  }

  @Test
  void aPipelineIsSubmittedWholeAndAwaited() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          run(
              c.actor(() -> c.execute(c.reply(), c.lastReply())),
              c.actor(() -> c.threads.execute(c.lastReply())));
        });
  }

  @Test
  void theStandByLeadsForFuturesThatNobodyWaitsFor() {
    check(
        () -> {
          FakeConnection c = new FakeConnection(2);
          Reply future = c.lastReply();
          Actor standBy = c.startStandBy();
          run(c.actor(() -> c.threads.execute(c.lastReply())), c.actor(() -> c.submit(future)));
          future.awaitDone();
          c.closed = true;
          standBy.unpark();
          standBy.finish();
        });
  }
}
