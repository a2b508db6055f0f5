package io.rondo.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A results file: {@code results.json} as an object. */
public record Results(int schema, Environment environment, List<Row> rows) {
  public static final int SCHEMA = 1;

  public Results(Environment environment, List<Row> rows) {
    this(SCHEMA, environment, List.copyOf(rows));
  }

  /** Reads a file back; says in one line what is wrong with it. */
  public static Results read(Path file) {
    try {
      JsonNode tree = Json.MAPPER.readTree(Files.readString(file));
      int schema = tree.path("schema").asInt(-1);
      if (schema != SCHEMA) {
        throw new BenchException(
            file
                + " is no results file of schema "
                + SCHEMA
                + ": its schema is "
                + (schema < 0 ? "missing" : String.valueOf(schema)));
      }
      return Json.MAPPER.treeToValue(tree, Results.class);
    } catch (JsonProcessingException e) {
      throw new BenchException(
          file + " is no complete results file: " + BenchException.oneLine(e), e);
    } catch (IOException e) {
      throw new BenchException("can't read " + file + ": " + BenchException.oneLine(e), e);
    }
  }
}
