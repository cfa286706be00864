package dev.inferencemax.extractor.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * Who holds the state.
 *
 * @param job that it runs
 */
record Holder(String host, long pid, Instant since, String job) {

    static Holder me(String job, Instant since) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return new Holder(host, ProcessHandle.current().pid(), since, job);
    }

    /** For people. */
    @Override
    public String toString() {
        return "job %s, process %d on %s, since %s".formatted(job, pid, host, since);
    }
}
