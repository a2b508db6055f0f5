package io.rondo.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A results file of rows that were measured one after the other: {@code results.json} as an object.
 *
 * @param kind what command it is of; null for a run's
 * @param over what a sweep varies; null where nothing is
 * @param headlines sentences that sum the rows up; null where there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Results(
    int schema,
    @Nullable String kind,
    @Nullable Dimension over,
    @Nullable List<String> headlines,
    Environment environment,
    List<Row> rows) {
  public static final int SCHEMA = 1;
  private static final String SWEEP = "sweep";
  private static final String QUEUE = "queue";
  private static final String LOAD = "load";

  /** A run's. */
  public Results(Environment environment, List<Row> rows) {
    this(SCHEMA, null, null, null, environment, List.copyOf(rows));
  }

  /** The same rows, summed up. */
  public Results withHeadlines(List<String> sentences) {
    return new Results(schema, kind, over, List.copyOf(sentences), environment, rows);
  }

  /** The same rows as the result of a sweep. */
  public Results sweptOver(Dimension dimension) {
    List<String> sentences =
        dimension == Dimension.RTT
            ? RttFindings.of(rows).stream().map(Effect::sentence).toList()
            : List.of();
    return new Results(
        SCHEMA, SWEEP, dimension, sentences.isEmpty() ? null : sentences, environment, rows);
  }

  /** The same rows as the result of queues, with what they say together. */
  public Results ofQueues(List<String> sentences) {
    return new Results(SCHEMA, QUEUE, null, List.copyOf(sentences), environment, rows);
  }

  /** The same rows as the result of a load. */
  public Results underLoad(List<String> headlines) {
    return new Results(SCHEMA, LOAD, null, List.copyOf(headlines), environment, rows);
  }

  /** Reads a file back; says in one line what is wrong with it. */
  public static Results read(Path file) {
    try {
      return Json.MAPPER.treeToValue(readTree(file), Results.class);
    } catch (JsonProcessingException e) {
      throw incomplete(file, e);
    }
  }

  /** Reads a file of any command's results; says in one line what is wrong with it. */
  public static JsonNode readTree(Path file) {
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
      return tree;
    } catch (JsonProcessingException e) {
      throw incomplete(file, e);
    } catch (MalformedInputException e) {
      throw new BenchException(file + " is no results file: it is not text", e);
    } catch (IOException e) {
      throw new BenchException("can't read " + file + ": " + BenchException.oneLine(e), e);
    }
  }

  private static BenchException incomplete(Path file, JsonProcessingException cause) {
    JsonLocation place = cause.getLocation();
    String where = place == null ? "" : " (line " + place.getLineNr() + ")";
    String what = cause.getOriginalMessage().replaceAll("Source: REDACTED[^;]*; ", "");
    return new BenchException(file + " is no complete results file: " + what + where, cause);
  }
}
