package io.rondo.bench;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.Passwords;
import io.rondo.bench.common.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the bench jar. */
@Command(
    name = "bench",
    description = "Sets and gets n pairs on a real Redis and says how fast, over every event loop.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    synopsisSubcommandLabel = "[COMMAND]",
    footer = "%nWithout a command, run is meant: its options can be given right away.")
public final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  /** Runs a command line and exits with its code: 0 done, 1 something failed, 2 misused. */
  public static void main(String[] arguments) {
    useNettyWithoutUnsafe();
    Interruption interruption = new Interruption();
    interruption.install();
    int code;
    try {
      code = execute(commandLine(List.of(arguments), interruption), List.of(arguments));
    } finally {
      interruption.finished();
    }
    System.exit(code);
  }

  /**
   * From JDK 24 on, sun.misc.Unsafe warns on standard error unless a flag allows it, and {@code
   * java -jar} takes no flags from the jar. This JVM measures nothing, so its Netty does without;
   * forks get the flag.
   */
  private static void useNettyWithoutUnsafe() {
    if (Runtime.version().feature() >= 24) {
      System.setProperty("io.netty.noUnsafe", "true");
    }
  }

  static CommandLine commandLine(List<String> arguments, Interruption interruption) {
    return new CommandLine(new Main())
        .addSubcommand(new RunCommand(arguments, interruption))
        .addSubcommand(new CompareCommand(arguments, interruption))
        .addSubcommand(new ExplainCommand(arguments, interruption))
        .addSubcommand(new SweepCommand(arguments, interruption))
        .addSubcommand(new QueueCommand(arguments, interruption))
        .addSubcommand(new LoadCommand(arguments, interruption))
        .addSubcommand(new MergeCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new CommandLine.HelpCommand())
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::failed);
  }

  static int execute(CommandLine commands, List<String> arguments) {
    return commands.execute(withDefaultCommand(arguments).toArray(String[]::new));
  }

  /** Options without a command are run's, but for those that every command has. */
  private static List<String> withDefaultCommand(List<String> arguments) {
    boolean own =
        !arguments.isEmpty()
            && (!arguments.get(0).startsWith("-")
                || List.of("-h", "--help", "-V", "--version").contains(arguments.get(0)));
    if (own) {
      return arguments;
    }
    List<String> line = new ArrayList<>(List.of("run"));
    line.addAll(arguments);
    return line;
  }

  private static int misused(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String help = "; see '" + command.getCommandSpec().qualifiedName() + " --help'";
    command.getErr().println("bench: " + Passwords.hide(problem(failure)) + help);
    return MISUSED;
  }

  private static String problem(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return BenchException.oneLine(failure);
    }
    String what = unmatched.getUnmatched().get(0);
    if (command.getParent() == null && !what.startsWith("-")) {
      return "'" + what + "' is no command, choose " + String.join(", ", commandNames(command));
    }
    String near = String.join(", ", unmatched.getSuggestions());
    return "unknown option '" + what + "'" + (near.isEmpty() ? "" : ", did you mean " + near + "?");
  }

  private static Set<String> commandNames(CommandLine command) {
    return command.getSubcommands().keySet();
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String message = Passwords.hide(BenchException.oneLine(failure));
    boolean expected = failure instanceof BenchException;
    String kind = expected ? "" : "unexpected " + failure.getClass().getSimpleName() + ": ";
    command.getErr().println("bench: " + kind + message);
    return FAILED;
  }

  @Override
  public void run() {
    throw new IllegalStateException("the default command is run");
  }

  /** What {@code --version} prints. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Rondo bench " + Version.rondo(),
        "JVM: ${java.version} (${java.vendor} ${java.vm.name})",
        "OS: ${os.name} ${os.version} ${os.arch}"
      };
    }
  }
}
