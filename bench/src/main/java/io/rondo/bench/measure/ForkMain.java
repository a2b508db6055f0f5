package io.rondo.bench.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.Passwords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * The measuring JVM: reads a {@link ForkSpec} from the first line of its standard input, writes
 * {@link ForkMessage}s, one a line. Its input stays open as long as the bench lives; when it ends,
 * however the bench died, this JVM ends too.
 */
public final class ForkMain {
  private ForkMain() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = System.out;
    // What a client prints must not mix with the messages.
    System.setOut(System.err);
    // Clients log what is of no use here.
    LogManager.getLogManager().reset();
    String line = in.readLine();
    if (line == null) {
      throw new IllegalStateException("the bench starts this class itself, with a cell to run");
    }
    ForkSpec spec = Json.MAPPER.readValue(line, ForkSpec.class);
    ParentWatch watch = new ParentWatch(in);
    watch.start();
    try {
      CellRunner.run(spec, message -> write(out, message), watch::awaitLine);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      write(out, ForkMessage.failure(Passwords.hide(BenchException.oneLine(e))));
    }
    watch.release();
    // Whatever threads a client leaves behind, this JVM is done.
    System.exit(0);
  }

  private static void write(PrintStream out, ForkMessage message) {
    try {
      out.println(Json.MAPPER.writeValueAsString(message));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
