package io.rondo.client;

/** The names of the commands in the vocabulary, with the bytes that begin them. */
final class Names {
  static final CommandName PING = CommandName.of("PING");
  static final CommandName ECHO = CommandName.of("ECHO");
  static final CommandName AUTH = CommandName.of("AUTH");
  static final CommandName SELECT = CommandName.of("SELECT");
  static final CommandName CLIENT_SETNAME = CommandName.of("CLIENT SETNAME");
  static final CommandName CLIENT_GETNAME = CommandName.of("CLIENT GETNAME");
  static final CommandName CLIENT_ID = CommandName.of("CLIENT ID");
  static final CommandName INFO = CommandName.of("INFO");
  static final CommandName CONFIG_GET = CommandName.of("CONFIG GET");
  static final CommandName CONFIG_SET = CommandName.of("CONFIG SET");
  static final CommandName DBSIZE = CommandName.of("DBSIZE");
  static final CommandName FLUSHALL = CommandName.of("FLUSHALL");
  static final CommandName FLUSHDB = CommandName.of("FLUSHDB");
  static final CommandName COMMAND = CommandName.of("COMMAND");
  static final CommandName SHUTDOWN = CommandName.of("SHUTDOWN");
  static final CommandName DEL = CommandName.of("DEL");
  static final CommandName EXISTS = CommandName.of("EXISTS");
  static final CommandName EXPIRE = CommandName.of("EXPIRE");
  static final CommandName TTL = CommandName.of("TTL");
  static final CommandName SET = CommandName.of("SET");
  static final CommandName GET = CommandName.of("GET");
  static final CommandName MSET = CommandName.of("MSET");
  static final CommandName MGET = CommandName.of("MGET");
  static final CommandName INCR = CommandName.of("INCR");
  static final CommandName INCRBY = CommandName.of("INCRBY");
  static final CommandName APPEND = CommandName.of("APPEND");
  static final CommandName STRLEN = CommandName.of("STRLEN");
  static final CommandName LPUSH = CommandName.of("LPUSH");
  static final CommandName RPUSH = CommandName.of("RPUSH");
  static final CommandName LPOP = CommandName.of("LPOP");
  static final CommandName RPOP = CommandName.of("RPOP");
  static final CommandName LLEN = CommandName.of("LLEN");
  static final CommandName LRANGE = CommandName.of("LRANGE");
  static final CommandName BLPOP = CommandName.of("BLPOP");
  static final CommandName BRPOP = CommandName.of("BRPOP");
  static final CommandName HSET = CommandName.of("HSET");
  static final CommandName HGET = CommandName.of("HGET");
  static final CommandName HGETALL = CommandName.of("HGETALL");
  static final CommandName SADD = CommandName.of("SADD");
  static final CommandName SMEMBERS = CommandName.of("SMEMBERS");
  static final CommandName ZADD = CommandName.of("ZADD");
  static final CommandName ZRANGE = CommandName.of("ZRANGE");
  static final CommandName MULTI = CommandName.of("MULTI");
  static final CommandName EXEC = CommandName.of("EXEC");
  static final CommandName DISCARD = CommandName.of("DISCARD");
  static final CommandName WATCH = CommandName.of("WATCH");
  static final CommandName UNWATCH = CommandName.of("UNWATCH");

  private Names() {}
}
