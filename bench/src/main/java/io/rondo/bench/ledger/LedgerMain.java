package io.rondo.bench.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.Passwords;
import io.rondo.bench.measure.Json;
import io.rondo.bench.measure.ParentWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * The JVM of a {@link LedgerRun}: reads a {@link LedgerSpec} from the first line of its standard
 * input, writes an {@link Outcome} as one line, and ends with the bench, however that ends.
 */
public final class LedgerMain {
  private LedgerMain() {}

  /** What came of it: one of both. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Outcome(@Nullable LedgerFindings findings, @Nullable String failure) {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = System.out;
    System.setOut(System.err); // What a client prints must not mix with the outcome.
    LogManager.getLogManager().reset();
    String line = in.readLine();
    if (line == null) {
      throw new IllegalStateException("the bench starts this class itself, with a cell to run");
    }
    LedgerSpec spec = Json.MAPPER.readValue(line, LedgerSpec.class);
    ParentWatch watch = new ParentWatch(in);
    watch.start();
    out.println(Json.MAPPER.writeValueAsString(outcome(spec)));
    out.flush();
    watch.release();
    System.exit(0);
  }

  private static Outcome outcome(LedgerSpec spec) {
    try {
      return new Outcome(LedgerRun.run(spec), null);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      return new Outcome(null, Passwords.hide(BenchException.oneLine(e)));
    }
  }
}
