package io.rondo.bench.server;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.LastLines;
import io.rondo.bench.measure.ForkJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link CannedMain} in a process of its own, which ends with the bench, however that ends. */
final class CannedServer implements BenchServer {
  private static final long STOP_SECONDS = 5;

  private final Process process;
  private final int port;

  private CannedServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  @SuppressWarnings("resource") // the reader ends with the process
  static CannedServer start(List<String> prefix) {
    try {
      Process process = new ProcessBuilder(ForkJvm.command(prefix, CannedMain.class)).start();
      LastLines errors = new LastLines(process.getErrorStream());
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      String port = lines.readLine();
      if (port == null) {
        throw new BenchException("the canned server did not start: " + errors.last());
      }
      return new CannedServer(process, Integer.parseInt(port));
    } catch (IOException e) {
      throw new BenchException("can't start the canned server: " + BenchException.oneLine(e), e);
    }
  }

  @Override
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public String pid() {
    return String.valueOf(process.pid());
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
