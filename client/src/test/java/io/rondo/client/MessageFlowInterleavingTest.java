package io.rondo.client;

import static io.rondo.client.Interleavings.check;
import static io.rondo.client.Interleavings.run;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.Interleavings.Actor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Subscribers that come, go and ask while an item is there. */
class MessageFlowInterleavingTest {
  /** Never wants anything, and goes as soon as it has come. */
  private static final class Fleeting implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(String item) {
      throw new AssertionError("it has asked for nothing");
    }

    @Override
    public void onError(Throwable cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void onComplete() {}
  }

  @Test
  void whoGoesAtOnceHoldsNothingUp() {
    check(
        () -> {
          AtomicInteger triedAgain = new AtomicInteger();
          MessageFlow<String> flow = new MessageFlow<>(triedAgain::incrementAndGet);
          boolean[] refused = new boolean[1];
          run(
              new Actor(() -> flow.subscribe(new Fleeting())),
              new Actor(() -> refused[0] = !flow.isReady()));
          assertTrue(!refused[0] || triedAgain.get() > 0, "it is never tried again");
        });
  }
}
