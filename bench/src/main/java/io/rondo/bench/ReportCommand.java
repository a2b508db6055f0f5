package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.page.ChangeTable;
import io.rondo.bench.page.ReportPage;
import io.rondo.bench.page.SavedResults;
import io.rondo.bench.page.Side;
import io.rondo.bench.report.ResultsFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports of results that were saved. */
@Command(
    name = "report",
    description = {
      "Makes report.html again from a results.json, and from more of them a comparison:",
      "each is held against the first, by the rule of 'compare'."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class ReportCommand implements Callable<Integer> {
  private static final String PAGE = "report.html";
  private static final String COMPARISON = "comparison.html";
  private static final int SIDES = 26;

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE[,FILE...]",
      description =
          "A results.json, or several of the same setting joined by commas: five runs of a row are"
              + " five forks of it, which a winner takes")
  List<String> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write it (default: report.html beside a single results.json, else"
              + " comparison.html)")
  @Nullable Path out;

  @Override
  public Integer call() {
    if (files.size() > SIDES) {
      throw new BenchException(
          files.size() + " sides are too many for a report, give up to " + SIDES);
    }
    List<Side> sides = new ArrayList<>();
    for (String argument : files) {
      String letter = String.valueOf((char) ('A' + sides.size()));
      sides.add(new Side(letter, paths(argument).stream().map(SavedResults::read).toList()));
    }
    Path page = out != null ? out : usual();
    ResultsFolder.writeText(page, ReportPage.of(sides));
    print(ChangeTable.of(sides) + "Report in " + page + "\n");
    return 0;
  }

  /** A name may hold a comma where such a file is there. */
  private static List<Path> paths(String argument) {
    Path whole = Path.of(argument);
    List<Path> paths =
        Files.exists(whole)
            ? List.of(whole)
            : Arrays.stream(argument.split(",", -1)).map(Path::of).toList();
    Set<Path> seen = new HashSet<>();
    for (Path path : paths) {
      if (!seen.add(path.toAbsolutePath().normalize())) {
        throw new BenchException(
            path + " is there twice on one side: the same run is no other fork; give each once");
      }
    }
    return paths;
  }

  private Path usual() {
    List<Path> first = paths(files.get(0));
    return files.size() == 1 && first.size() == 1
        ? first.get(0).resolveSibling(PAGE)
        : Path.of(COMPARISON);
  }

  private void print(String text) {
    PrintWriter writer = Objects.requireNonNull(spec).commandLine().getOut();
    writer.print(text);
    writer.flush();
  }
}
