package farm.vidstyle.worker.service;

/** A running worker. Closing it drains: items at hand are finished. */
public interface WorkerService extends AutoCloseable {
    /** False once a loop has ended, for whatever reason: its process is to be restarted. */
    boolean running();

    /** Asks it to end after the items at hand, without waiting. */
    void stop();

    @Override
    void close();
}
