package io.rondo.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of text with aligned columns. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<Boolean> rightAligned;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * @param headings one per column; a heading that begins with {@code >} aligns it to the right
   */
  public TextTable(List<String> headings) {
    rightAligned = headings.stream().map(heading -> heading.startsWith(">")).toList();
    lines.add(headings.stream().map(heading -> heading.replaceFirst("^>", "")).toList());
  }

  public void add(List<String> cells) {
    if (cells.size() != rightAligned.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + rightAligned.size() + " columns");
    }
    lines.add(List.copyOf(cells));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder aligned = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String padding = " ".repeat(width(column) - line.get(column).length());
        String cell = line.get(column);
        aligned.append(rightAligned.get(column) ? padding + cell : cell + padding).append(GAP);
      }
      text.append(aligned.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
