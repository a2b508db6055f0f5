package io.rondo.bench.scenario;

/** Told where the timed region of a pass begins and ends; reads clocks and counters there. */
public interface TimedRegion {
  void start();

  void stop();
}
