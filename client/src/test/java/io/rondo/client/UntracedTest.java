package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.ForkedJvm;
import io.rondo.client.support.TestRedis;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UntracedTest {
  private static final Pattern LOADED =
      Pattern.compile("io\\.rondo\\.client\\.([A-Za-z0-9$]+) source:");

  /** The classes of the client that a JVM of its own has loaded. */
  private static Set<String> loadedBy(Class<?> main, String argument)
      throws IOException, InterruptedException {
    String output = ForkedJvm.run(List.of("-Xlog:class+load"), main, argument);
    Set<String> loaded = new TreeSet<>();
    for (Matcher found = LOADED.matcher(output); found.find(); ) {
      loaded.add(found.group(1));
    }
    return loaded;
  }

  @Test
  void whereNothingIsTracedNoClassForItIsLoaded() throws IOException, InterruptedException {
    Set<String> loaded = loadedBy(UntracedClient.class, String.valueOf(TestRedis.shared().port()));

    // What is loaded has no method in two forms, so the compiler leaves the empty ones out.
    assertTrue(loaded.containsAll(names(Tracing.class, PendingReply.class)), loaded::toString);
    loaded.retainAll(
        names(
            Tracer.class,
            TracedReply.class,
            TracedTransaction.class,
            CommandTrace.class,
            Stage.class,
            FlightRecorderTrace.class,
            CommandEvent.class));
    assertEquals(Set.of(), loaded);
  }

  private static List<String> names(Class<?>... classes) {
    return Arrays.stream(classes).map(Class::getSimpleName).toList();
  }
}
