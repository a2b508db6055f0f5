package io.rondo.bench;

/** Entry point of the bench jar. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
