package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.page.ReportPage;
import io.rondo.bench.python.LoopRatios;
import io.rondo.bench.report.ResultTable;
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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The study of 2017: every scenario over every loop, as a table and as files. */
@Command(
    name = "run",
    description = "Measures set+get pairs; the default command.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final DateTimeFormatter FOLDER_NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT);

  private final List<String> arguments;
  private final Interruption interruption;

  @Spec @Nullable CommandSpec spec;

  @Mixin RunOptions options = new RunOptions();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write results.json to this file too")
  @Nullable Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for results.json, results.csv, .hgrm and report.html, instead of those of an"
              + " earlier run (default: bench-results/<time>)")
  @Nullable Path out;

  @Option(
      names = "--allow-flush",
      description = "Let the bench delete every key in the database of a given address")
  boolean allowFlush;

  @Option(names = "--list", description = "Print what this machine can run, and why not the rest")
  boolean list;

  RunCommand(List<String> arguments, Interruption interruption) {
    this.arguments = arguments;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Cores cores = Cores.ofThisMachine();
    if (list) {
      print(Listing.of(cores));
      return 0;
    }
    Plan plan = Plan.of(options, cores);
    guardGivenServers(options.servers(), allowFlush);
    PlanRun run =
        new PlanRun(plan, cores, options.warmup(), options.timeBudget(), arguments, interruption);
    return run.run(
        ResultsFolder.open(folder(out), json, ReportPage::of),
        LoopRatios::headlined,
        results -> ResultTable.of(results) + LoopRatios.table(results),
        this::print);
  }

  /** An address that the user gave is never flushed unasked. */
  static void guardGivenServers(List<ServerChoice> servers, boolean allowFlush) {
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

  /** The folder that was named, or one of this moment. */
  static Path folder(@Nullable Path out) {
    return out != null
        ? out
        : Path.of("bench-results", FOLDER_NAME.format(LocalDateTime.now(ZoneId.systemDefault())));
  }

  private void print(String text) {
    PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
    writer.print(text);
    writer.flush();
  }

  /** From JDK 22 on there is a console in a pipe too, which then says that it is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // both are asked
  static boolean isTerminal() {
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
