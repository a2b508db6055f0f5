package io.rondo.bench.queue;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.scenario.CellWork;
import io.rondo.bench.scenario.TimedRegion;
import io.rondo.bench.target.TargetSettings;
import io.rondo.bench.target.Targets;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A producer, workers and a consumer around a queue, each with a connection of its own. They are
 * there before the first pass and stay until the end; only a worker that has died is replaced,
 * between passes. In a pass the producer sends the tasks; it ends when each has come back to the
 * consumer, or has ended with its worker. Every result is looked at.
 */
public final class QueueRunner implements CellWork {
  private static final Duration LEASE_WAIT = Duration.ofSeconds(5);
  private static final String NAME = "rondo-queue-";

  private final QueueWork work;
  private final int tasks;
  private final RedisClient client;
  private final RedisConnection supervisor;
  private final Broker broker;
  private final Crew crew = new Listener();
  private final Producer producer;
  private final Party consumer;
  private final Party[] workers;
  private final AtomicReference<@Nullable Integer> dead = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Pass current;
  private volatile @Nullable Pass before;
  private volatile boolean closing;
  private QueueFigures figures;

  private QueueRunner(QueueWork work, int tasks, int workers, RedisClient client) {
    this.work = work;
    this.tasks = tasks;
    this.client = client;
    this.figures = QueueFigures.none(work);
    supervisor = client.connect();
    refuseLeftovers(workers);
    broker = work.form().open(client, workers, work.killWorker());
    broker.prepare(supervisor);
    RedisConnection own = connect("consumer");
    consumer = party("consumer", own, broker.results(own), new ConsumerJob(crew));
    this.workers = new Party[workers];
    for (int id = 0; id < workers; id++) {
      this.workers[id] = worker(id);
    }
    RedisConnection sending = connect("producer");
    producer =
        work.style() == QueueStyle.ASYNC
            ? Producer.chained(sending, broker)
            : Producer.blocking(sending, broker);
  }

  /**
   * A runner whose parties are connected and wait.
   *
   * @param tasks of a whole pass
   * @param settings of the one client that all of them use
   * @throws BenchException if the queue is not empty
   */
  public static QueueRunner open(QueueWork work, int tasks, int workers, TargetSettings settings) {
    int connections = workers + 2;
    RedisClient client =
        Targets.rondo(settings, options -> options.withLeases(connections, LEASE_WAIT));
    try {
      QueueRunner runner = new QueueRunner(work, tasks, workers, client);
      runner.begin();
      return runner;
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private void begin() {
    consumer.begin();
    for (Party worker : workers) {
      worker.begin();
    }
  }

  private void refuseLeftovers(int workers) {
    List<String> present = new ArrayList<>();
    for (String key : QueueKeys.all(workers)) {
      if (supervisor.sync().run(Commands.TEXT.exists(key)) > 0) {
        present.add(key);
      }
    }
    if (!present.isEmpty()) {
      throw QueueKeys.notEmpty(present, "the server");
    }
  }

  /**
   * A connection of one's own; its name tells the server's administrator whose, and keeps it so.
   */
  private RedisConnection connect(String name) {
    RedisConnection own = client.lease();
    own.sync().run(Commands.TEXT.clientSetName(NAME + name));
    return own;
  }

  private Party worker(int id) {
    RedisConnection own = connect("worker-" + id);
    return party("worker-" + id, own, broker.tasks(id, own), new WorkerJob(id, broker, crew));
  }

  private Party party(String name, RedisConnection own, Source source, Party.Job job) {
    return work.style() == QueueStyle.ASYNC
        ? new Party.Chained(own, source, job, crew)
        : new Party.Blocking(NAME + name, own, source, job, crew);
  }

  /**
   * Sends tasks and waits until they are back.
   *
   * @param count of tasks; where workers die, it is a whole pass all the same
   * @return how many have come back
   */
  @Override
  public int run(int count, TimedRegion region) {
    replaceTheDead();
    throwFailure();
    broker.tidy(supervisor);
    boolean kills = work.killWorker();
    Pass pass = new Pass(kills ? tasks : Math.min(count, tasks), workers.length, kills);
    before = current;
    current = pass;
    throwFailure(); // One that came just before has not failed this pass.
    region.start();
    producer.produce(pass);
    pass.await();
    region.stop();
    pass.check();
    figures = figures.plus(pass);
    return pass.done();
  }

  private void throwFailure() {
    Throwable first = failure.get();
    if (first != null) {
      throw Pass.unwrapped(first);
    }
  }

  private void replaceTheDead() {
    Integer id = dead.getAndSet(null);
    if (id != null) {
      workers[id] = worker(id);
      workers[id].begin();
    }
  }

  private Pass pass() {
    Pass pass = current;
    if (pass == null) {
      throw new BenchException(
          "there was something in the queue before a task was sent: somebody else uses it");
    }
    return pass;
  }

  /** What the parties tell; on their threads. */
  private final class Listener implements Crew {
    @Override
    public boolean takes(int worker, Taken task) {
      return pass().takes(worker, task);
    }

    @Override
    public void died(int worker) {
      Pass pass = pass();
      dead.set(worker);
      broker
          .recover(worker, supervisor)
          .whenComplete(
              (given, error) -> {
                if (error != null) {
                  failed(error);
                } else {
                  int done = pass.doneBy(worker);
                  pass.buried(given, broker.abandoned(pass.tasks(), worker, done));
                }
              });
    }

    @Override
    public void acknowledged(boolean own) {
      if (!own && !work.killWorker()) {
        failed(new BenchException("a task was given to two workers, though no worker has died"));
      }
    }

    @Override
    public void receives(Taken taken) {
      long now = System.nanoTime();
      TaskJson.Result result = TaskJson.result(taken.text());
      Pass pass = pass();
      Pass earlier = before;
      if (pass.knows(result)) {
        pass.receive(result, now);
      } else if (earlier != null && earlier.knows(result)) {
        pass.receiveAgain();
      } else {
        throw new BenchException(
            "the consumer got the result of a task that was never sent: somebody else uses the queue");
      }
    }

    @Override
    public void failed(Throwable error) {
      if (!closing) {
        failure.compareAndSet(null, error);
        Pass pass = current;
        if (pass != null) {
          pass.fail(error);
        }
      }
    }
  }

  /** Nanoseconds of each task of the last pass that has come back. */
  @Override
  public long[] latencyNanos() {
    Pass pass = current;
    return pass == null ? new long[0] : pass.latencyNanos();
  }

  @Override
  public String channel() {
    return supervisor.channelClass().getSimpleName();
  }

  /** What became of the tasks of all passes since {@link #forget}. */
  public QueueFigures figures() {
    return figures;
  }

  /** Begins to count anew. */
  public void forget() {
    figures = QueueFigures.none(work);
  }

  /** Ends the parties and closes the client. */
  @Override
  public void close() {
    closing = true;
    for (Party worker : workers) {
      worker.close();
    }
    consumer.close();
    client.close();
  }
}
