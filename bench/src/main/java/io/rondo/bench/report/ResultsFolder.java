package io.rondo.bench.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where results are written: {@code results.json}, {@code results.csv}, an {@code .hgrm} per row
 * and {@code report.html} in a folder, and the JSON once more in a file of the user's choice. A
 * file is written whole under another name and then renamed, so that an interrupted bench leaves
 * what was there.
 */
public final class ResultsFolder {
  private static final ObjectWriter WRITER = Json.MAPPER.writerWithDefaultPrettyPrinter();

  private static final String JSON = "results.json";
  private static final String CSV = "results.csv";
  private static final String PAGE = "report.html";

  private final Path folder;
  private final @Nullable Path json;
  private final Function<Object, String> page;
  private int histograms;
  private boolean isOurs;

  private ResultsFolder(Path folder, @Nullable Path json, Function<Object, String> page) {
    this.folder = folder;
    this.json = json;
    this.page = page;
  }

  /**
   * Makes the folder and sees that both places can be written to, before minutes are spent.
   *
   * @param page what makes {@code report.html} of results
   */
  public static ResultsFolder open(
      Path folder, @Nullable Path json, Function<Object, String> page) {
    if (json != null) {
      probe(json);
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    probe(folder.resolve(JSON));
    return new ResultsFolder(folder, json, page);
  }

  /** Sees that a file of the user's choice can be written, before minutes are spent. */
  public static void requireWritable(Path file) {
    probe(file);
  }

  /** Writes something that does not matter, and leaves what is there. */
  private static void probe(Path file) {
    byte[] blank = utf8("\n");
    try {
      if (isDevice(file)) {
        Files.write(file, blank);
      } else {
        Path trial = beside(file);
        try {
          Files.write(trial, blank);
        } finally {
          Files.deleteIfExists(trial);
        }
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** Writes results of another kind than a run's, as JSON alone. */
  public void saveJson(Object results) {
    if (!isOurs) {
      removeEarlier();
      isOurs = true;
    }
    byte[] document = toJson(results);
    write(folder.resolve(JSON), document);
    if (json != null && !isDevice(json)) {
      write(json, document);
    }
  }

  /** What an earlier run has written beside its JSON would look like a part of this one. */
  private void removeEarlier() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.equals(CSV) || name.equals(PAGE) || HgrmFormat.isFileName(name)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Writes results of another kind than a run's, with a table of their own. */
  public void save(Object results, String csv) {
    saveJson(results);
    write(folder.resolve(CSV), utf8(csv));
  }

  /** Writes the rows that there are so far. */
  public void save(Results results) {
    saveJson(results);
    write(folder.resolve(CSV), utf8(CsvFormat.of(results.rows())));
    for (; histograms < results.rows().size(); histograms++) {
      Row row = results.rows().get(histograms);
      if (row.histogram() != null) {
        write(folder.resolve(HgrmFormat.fileName(histograms + 1, row)), utf8(HgrmFormat.of(row)));
      }
    }
  }

  /** {@link #finish(Object, boolean)} for a run. */
  public void finish(Results results) {
    finish(results, results.rows().isEmpty());
  }

  /**
   * Ends the writing, of all rows or of those that were done before an interruption: the page is
   * made, a device or a pipe gets the whole document once, an empty folder goes.
   */
  public void finish(Object results, boolean isEmpty) {
    try {
      if (isEmpty) {
        removeEmptyFolder();
        return;
      }
      write(folder.resolve(PAGE), utf8(page.apply(results)));
      if (json != null && isDevice(json)) {
        Files.write(json, toJson(results));
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Writes a text to a file of the user's choice, whole or not at all. */
  public static void writeText(Path file, String text) {
    try {
      if (isDevice(file)) {
        Files.writeString(file, text);
      } else {
        write(file, utf8(text));
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void removeEmptyFolder() throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // It was there before, with something in it.
    }
  }

  private static byte[] toJson(Object results) {
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
      Path whole = beside(file);
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

  /** A device or a pipe: renaming a file onto it would replace it. */
  private static boolean isDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file);
  }

  /** Where a file is written before it is renamed: in the same folder, so on the same disk. */
  private static Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".tmp");
  }

  private static BenchException unwritable(Path place, IOException cause) {
    return new BenchException(
        "can't write results to " + place + ": " + reason(cause) + "; choose another place", cause);
  }

  /** File system exceptions have the file's name for a message; what happened is their kind. */
  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it is a file, not a folder";
    }
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return BenchException.oneLine(cause);
  }
}
