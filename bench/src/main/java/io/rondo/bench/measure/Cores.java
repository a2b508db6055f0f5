package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cores that this process may use, and whether it can pin others to them.
 *
 * @param allowed core numbers, ascending; empty where the system does not tell
 * @param taskset whether the {@code taskset} command is on the PATH
 */
public record Cores(List<Integer> allowed, boolean taskset) {
  /** What {@link #allowedTo} says where the system does not tell. */
  public static final String UNKNOWN = "unknown";

  private static final String STATUS_LINE = "Cpus_allowed_list:";

  public static Cores ofThisMachine() {
    String own = allowedTo("self");
    return new Cores(own.equals(UNKNOWN) ? List.of() : parse(own), onPath("taskset"));
  }

  /** The kernel's list of cores for a process id or {@code self}, for instance {@code 0-3,8}. */
  public static String allowedTo(String process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", process, "status"))) {
      return lines
          .filter(line -> line.startsWith(STATUS_LINE))
          .map(line -> line.substring(STATUS_LINE.length()).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** The numbers in a kernel's list such as {@code 0-3,8}. */
  static List<Integer> parse(String list) {
    List<Integer> cores = new ArrayList<>();
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
        cores.add(core);
      }
    }
    return List.copyOf(cores);
  }

  /** Why the placement can't be done, or empty. */
  public String whyNot(Placement placement) {
    if (placement == Placement.FREE) {
      return "";
    }
    if (!taskset) {
      return "there is no taskset on the PATH";
    }
    int needed = placement == Placement.SPLIT ? 2 : 1;
    return allowed.size() >= needed
        ? ""
        : "it needs " + needed + " cores, this process may use " + allowed.size();
  }

  /** What a command line begins with so that the server runs where the placement says. */
  public List<String> serverPrefix(Placement placement) {
    return placement == Placement.FREE ? List.of() : pin(placement, 0);
  }

  /** What a command line begins with so that the measuring JVM runs where the placement says. */
  public List<String> clientPrefix(Placement placement) {
    return placement == Placement.FREE
        ? List.of()
        : pin(placement, placement == Placement.SPLIT ? 1 : 0);
  }

  private List<String> pin(Placement placement, int index) {
    String obstacle = whyNot(placement);
    if (!obstacle.isEmpty()) {
      throw new BenchException(
          "--placement " + placement.label() + " can't be done: " + obstacle + "; use free");
    }
    return List.of("taskset", "-c", String.valueOf(allowed.get(index)));
  }

  private static boolean onPath(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
