package io.rondo.bench;

import io.rondo.bench.python.Python;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.target.TargetProvider;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of each client that is run.
 *
 * @param ofRondo empty where Rondo is not run
 * @param ofPython of its asynchronous scenarios; empty where Python is not run
 */
record ClientLoops(List<String> ofRondo, List<String> ofPython) {
  /**
   * Gives each client what is named of its own loops, or all where none of its own is named.
   *
   * @param named by {@code --loop}; null where nothing is
   */
  static ClientLoops of(List<String> clients, @Nullable List<String> named, TargetProvider rondo) {
    if (!clients.contains(Python.CLIENT)) {
      return new ClientLoops(Plan.loops(named, rondo), List.of());
    }
    List<String> own = among(named, Python.LOOPS::contains);
    List<String> ofPython = own == null ? Python.LOOPS : own;
    List<String> others = among(named, loop -> !Python.LOOPS.contains(loop));
    if (clients.contains(rondo.name())) {
      return new ClientLoops(Plan.loops(others, rondo), ofPython);
    }
    Plan.known("--loop", others == null ? List.of() : others, Python.LOOPS);
    return new ClientLoops(List.of(), ofPython);
  }

  private static @Nullable List<String> among(
      @Nullable List<String> named, Predicate<String> wanted) {
    List<String> left =
        named == null ? List.of() : named.stream().filter(wanted).distinct().toList();
    return left.isEmpty() ? null : left;
  }

  /** What stands for Python's loop in a scenario. */
  List<String> ofPython(Scenario scenario) {
    return ofPython.isEmpty() || scenario.isAsync() ? ofPython : List.of(Python.BLOCKING);
  }
}
