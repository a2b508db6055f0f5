package io.rondo.bench;

import io.rondo.bench.load.Merge;
import io.rondo.bench.load.MergeTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Generators on several hosts as one. */
@Command(
    name = "merge",
    description =
        "Adds up the histograms that 'load --save-histogram' has written on several hosts.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    sortOptions = false)
final class MergeCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Histogram logs of generators that were started for the same --start-at")
  List<Path> files = List.of();

  @Override
  public Integer call() {
    Merge merge = Merge.of(files);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(MergeTable.of(merge));
    out.flush();
    return merge.isValid() ? 0 : 1;
  }
}
