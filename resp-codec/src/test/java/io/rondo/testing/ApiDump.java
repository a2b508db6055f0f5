package io.rondo.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public API of a module as text: the public types of the packages that it exports, each with
 * its public and protected members, sorted. What every object has ({@code toString()}, {@code
 * equals(Object)}, {@code hashCode()}) is left out, and so are annotations.
 */
public final class ApiDump {
  /** {@code -Dapi.update=true} writes the file instead of comparing with it. */
  private static final String UPDATE = "api.update";

  private ApiDump() {}

  /**
   * Compares the API of a module with what {@code file} says of it.
   *
   * @param anchor a class of the module, whose compiled classes are in a directory
   * @throws AssertionError if they differ; its message has the lines and the remedy
   */
  public static void check(Class<?> anchor, Path file) throws IOException {
    String actual = of(anchor);
    if (Boolean.getBoolean(UPDATE)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
      return;
    }
    String expected = Files.exists(file) ? Files.readString(file) : "";
    if (!expected.equals(actual)) {
      throw new AssertionError(
          "the public API is not what "
              + file
              + " says:\n"
              + difference(expected, actual)
              + "If that is meant, run the test with -D"
              + UPDATE
              + "=true and commit the file.");
    }
  }

  /** The lines that only one of two texts has, each after a minus or a plus sign. */
  static String difference(String expected, String actual) {
    return without("- ", expected, actual) + without("+ ", actual, expected);
  }

  /** The API of the module that {@code anchor} is in. */
  public static String of(Class<?> anchor) throws IOException {
    Path classes = location(anchor);
    StringBuilder text = new StringBuilder();
    for (Class<?> type : exportedTypes(anchor, classes)) {
      text.append(header(type)).append('\n');
      members(type).forEach(member -> text.append("  ").append(member).append('\n'));
      text.append('\n');
    }
    return text.toString();
  }

  /** The lines of {@code text} that {@code other} does not have, each after {@code prefix}. */
  private static String without(String prefix, String text, String other) {
    Set<String> others = other.lines().collect(Collectors.toSet());
    return text.lines()
        .filter(line -> !others.contains(line))
        .map(line -> prefix + line + "\n")
        .collect(joining());
  }

  private static Path location(Class<?> anchor) {
    try {
      return Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> exportedTypes(Class<?> anchor, Path classes) throws IOException {
    ModuleDescriptor module;
    try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
      module = ModuleDescriptor.read(in);
    }
    List<Class<?>> types = new ArrayList<>();
    for (ModuleDescriptor.Exports exports : module.exports()) {
      Path folder = classes.resolve(exports.source().replace('.', '/'));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          String name = String.valueOf(file.getFileName());
          if (!exports.isQualified() && name.endsWith(".class")) {
            String type = exports.source() + "." + name.substring(0, name.length() - 6);
            addIfPublic(type, anchor.getClassLoader(), types);
          }
        }
      }
    }
    types.sort(Comparator.comparing(Class::getName));
    return types;
  }

  private static void addIfPublic(String name, ClassLoader loader, List<Class<?>> types) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      boolean accessible = !type.isSynthetic() && !type.isAnonymousClass() && !type.isLocalClass();
      for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
        accessible &= isVisible(outer.getModifiers());
      }
      if (accessible) {
        types.add(type);
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String header(Class<?> type) {
    String kind = "class";
    if (type.isAnnotation()) {
      kind = "@interface";
    } else if (type.isInterface()) {
      kind = "interface";
    } else if (type.isEnum()) {
      kind = "enum";
    } else if (type.isRecord()) {
      kind = "record";
    }
    int modifiers = type.getModifiers() & ~Modifier.INTERFACE;
    if (type.isInterface()) {
      modifiers &= ~Modifier.ABSTRACT;
    }
    StringBuilder text = new StringBuilder(Modifier.toString(modifiers));
    text.append(type.isSealed() ? " sealed " : " ").append(kind).append(' ');
    text.append(type.getName()).append(typeParameters(type.getTypeParameters()));
    Type parent = type.getGenericSuperclass();
    if (kind.equals("class") && parent != null && parent != Object.class) {
      text.append(" extends ").append(parent.getTypeName());
    }
    text.append(
        list(type.isInterface() ? " extends " : " implements ", type.getGenericInterfaces()));
    if (type.isSealed()) {
      text.append(list(" permits ", type.getPermittedSubclasses()));
    }
    return text.toString();
  }

  private static String list(String before, Type[] types) {
    return types.length == 0
        ? ""
        : before + Arrays.stream(types).map(Type::getTypeName).sorted().collect(joining(", "));
  }

  private static String typeParameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables)
        .map(
            variable -> {
              Type[] bounds = variable.getBounds();
              boolean any = bounds.length == 1 && bounds[0] == Object.class;
              return variable.getName() + (any ? "" : list(" extends ", bounds));
            })
        .collect(joining(", ", "<", ">"));
  }

  private static Set<String> members(Class<?> type) {
    Set<String> members = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
        members.add(field.toGenericString());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
        members.add(constructor.toGenericString());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isOfObject(method)) {
        members.add(method.toGenericString());
      }
    }
    return members;
  }

  private static boolean isOfObject(Executable method) {
    try {
      Object.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
