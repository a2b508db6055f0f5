package io.rondo.bench.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where results are written: {@code results.json}, {@code results.csv} and an {@code .hgrm} per row
 * in a folder, and the JSON once more in a file of the user's choice. A file is written whole under
 * another name and then renamed, so that an interrupted bench leaves what was there.
 */
public final class ResultsFolder {
  private static final ObjectWriter WRITER = Json.MAPPER.writerWithDefaultPrettyPrinter();

  private final Path folder;
  private final @Nullable Path json;
  private int histograms;

  private ResultsFolder(Path folder, @Nullable Path json) {
    this.folder = folder;
    this.json = json;
  }

  /** Makes the folder and sees that both places can be written to, before minutes are spent. */
  public static ResultsFolder open(Path folder, @Nullable Path json, Environment environment) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    ResultsFolder results = new ResultsFolder(folder, json);
    results.save(new Results(environment, List.of()));
    return results;
  }

  public Path folder() {
    return folder;
  }

  /** Writes all rows. */
  public void save(Results results) {
    byte[] document = toJson(results);
    write(folder.resolve("results.json"), document);
    write(folder.resolve("results.csv"), utf8(CsvFormat.of(results.rows())));
    for (; histograms < results.rows().size(); histograms++) {
      Row row = results.rows().get(histograms);
      if (row.histogram() != null) {
        write(folder.resolve(HgrmFormat.fileName(histograms + 1, row)), utf8(HgrmFormat.of(row)));
      }
    }
    if (json != null) {
      write(json, document);
    }
  }

  private static byte[] toJson(Results results) {
    try {
      return utf8(WRITER.writeValueAsString(results) + "\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path file, byte[] content) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A device or a pipe: renaming onto it would replace it.
        Files.write(file, content);
        return;
      }
      Path parent = file.toAbsolutePath().getParent();
      Path whole = Files.createTempFile(parent, ".results-", ".tmp");
      try {
        Files.write(whole, content);
        Files.move(
            whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static BenchException unwritable(Path place, IOException cause) {
    return new BenchException(
        "can't write results to " + place + ": " + reason(cause) + "; choose another place", cause);
  }

  /** File system exceptions have the file name for a message, and the reason apart. */
  private static String reason(IOException cause) {
    String kind = cause.getClass().getSimpleName().replace("Exception", "");
    if (cause instanceof FileSystemException failure) {
      return failure.getReason() == null ? kind : failure.getReason();
    }
    return BenchException.oneLine(cause);
  }
}
