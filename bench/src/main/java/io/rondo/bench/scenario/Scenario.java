package io.rondo.bench.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rondo.bench.target.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The workloads: each sets and gets n pairs and differs in how the two commands travel. */
public enum Scenario {
  SYNC("sync", "test_sync", false, "SET, wait, GET, wait, in one thread", Capability.BLOCKING),
  SYNC_PIPE(
      "sync-pipe",
      "test_sync_pipe",
      false,
      "the pair as one plain pipeline, in one thread",
      Capability.PIPELINE),
  SYNC_MULTI(
      "sync-multi",
      "test_sync_pipe",
      false,
      "the pair in MULTI/EXEC, in one thread: what redis-py's pipeline() did in 2017",
      Capability.TRANSACTION),
  ASYNC(
      "async",
      "test_async",
      true,
      "workers, each SET then GET then the next pair, driven by completions",
      Capability.CALLBACKS),
  ASYNC_PIPE(
      "async-pipe",
      "test_async_pipe",
      true,
      "workers, each the pair as one plain pipeline then the next, driven by completions",
      Capability.CALLBACKS,
      Capability.PIPELINE),
  THREADS(
      "threads",
      "test_threads",
      false,
      "caller threads, each SET, wait, GET, wait",
      Capability.BLOCKING),
  BULK("bulk", "test_bulk", false, "SETs in batches, in one thread", Capability.PIPELINE);

  private final String label;
  private final String keyPrefix;
  private final boolean async;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // filled once, handed out read-only
  private final Set<Capability> needs;

  Scenario(
      String label,
      String keyPrefix,
      boolean async,
      String description,
      Capability first,
      Capability... more) {
    this.label = label;
    this.keyPrefix = keyPrefix;
    this.async = async;
    this.description = description;
    this.needs = Collections.unmodifiableSet(EnumSet.of(first, more));
  }

  /** The name on the command line and in results. */
  @JsonValue
  public String label() {
    return label;
  }

  /** Those of the study of 2017, in its order; the others are for comparisons. */
  public static List<Scenario> ofTheStudy() {
    return List.of(SYNC, SYNC_PIPE, SYNC_MULTI, ASYNC, ASYNC_PIPE);
  }

  /** Whether workers that wait for nothing share the pairs, driven by completions. */
  public boolean isAsync() {
    return async;
  }

  /** Whether several workers or threads share the pairs; otherwise one thread does them all. */
  public boolean isConcurrent() {
    return async || this == THREADS;
  }

  public String description() {
    return description;
  }

  /** What a client must be able to do. */
  public Set<Capability> needs() {
    return needs;
  }

  /** The key of a pair, as the original spells it. */
  String key(int worker, int index) {
    return isConcurrent()
        ? keyPrefix + ":keys:" + worker + ":" + index
        : keyPrefix + ":keys:" + index;
  }
}
