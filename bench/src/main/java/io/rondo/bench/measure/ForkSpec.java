package io.rondo.bench.measure;

/** What a fork is told on its standard input: the cell, where the server is, how to warm up. */
public record ForkSpec(Cell cell, String uri, WarmupPolicy warmup) {}
