package io.rondo.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** A command line run in this JVM, as a user would; what it printed and its exit code. */
record Bench(int exitCode, String out, String err) {
  static Bench run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> line = List.of(arguments);
    CommandLine commands =
        Main.commandLine(line, new Interruption())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    return new Bench(Main.execute(commands, line), out.toString(), err.toString());
  }
}
