package io.rondo.client;

import static io.rondo.client.Commands.TEXT;

/** The main class of a JVM in which nothing is traced; see {@link UntracedTest}. */
final class UntracedClient {
  private UntracedClient() {}

  /** Runs commands in every form; the argument is the server's port. */
  public static void main(String[] arguments) {
    for (Drive drive : Drive.values()) {
      RedisOptions options =
          RedisOptions.create()
              .withAddress("127.0.0.1", Integer.parseInt(arguments[0]))
              .withDrive(drive);
      try (RedisClient client = RedisClient.create(options);
          RedisConnection redis = client.connect()) {
        redis.sync().run(TEXT.set("untraced", "1"));
        redis.async().run(TEXT.get("untraced")).join();
        Pipeline pipeline = redis.pipeline();
        pipeline.add(TEXT.get("untraced"));
        pipeline.run();
        Pipeline transaction = redis.transaction();
        transaction.add(TEXT.get("untraced"));
        transaction.run();
      }
    }
  }
}
