package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.page.ReportPage;
import io.rondo.bench.report.Progress;
import io.rondo.bench.report.ResultsFolder;
import io.rondo.bench.server.RedisAdmin;
import io.rondo.bench.server.ServerChoice;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command that measures leaves its results, and what it may delete for them. */
final class OutputOptions {
  private static final DateTimeFormatter FOLDER_NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT);

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write results.json to this file too")
  @Nullable Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for results.json, report.html and what else there is, instead of those of an"
              + " earlier run (default: bench-results/<time>)")
  @Nullable Path out;

  @Option(
      names = "--allow-flush",
      description = "Let the bench delete every key in the database of a given address")
  boolean allowFlush;

  /** The folder that was named, or one of this moment; sees that it can be written to. */
  ResultsFolder open() {
    Path folder =
        out != null
            ? out
            : Path.of(
                "bench-results", FOLDER_NAME.format(LocalDateTime.now(ZoneId.systemDefault())));
    return ResultsFolder.open(folder, json, ReportPage::of);
  }

  /** An address that the user gave is never flushed unasked. */
  void guard(List<ServerChoice> servers) {
    for (ServerChoice server : servers) {
      if (server.kind() == ServerChoice.Kind.GIVEN) {
        try (RedisAdmin admin = RedisAdmin.connect(server.uri())) {
          if (!allowFlush) {
            throw new BenchException(
                "the bench would delete all %d keys of %s (FLUSHDB) before each row; let it with --allow-flush"
                    .formatted(admin.keys(), server.label()));
          }
        }
      }
    }
  }

  /** To the standard output of the command. */
  void print(String text) {
    PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
    writer.print(text);
    writer.flush();
  }

  /**
   * Tells how far it is.
   *
   * @param cells how many will be run, or {@link Progress#UNKNOWN}
   */
  Progress progress(int cells) {
    return Progress.on(isTerminal(), cells);
  }

  /** From JDK 22 on there is a console in a pipe too, which then says that it is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // both are asked
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
