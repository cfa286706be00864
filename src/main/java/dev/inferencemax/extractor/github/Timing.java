package dev.inferencemax.extractor.github;

import java.time.Duration;

/**
 * How long one try may take and how often it is made.
 *
 * @param connect until a connection stands
 * @param response from the request to the head of the answer
 * @param stall longest silence in the middle of a body
 * @param firstPause after the first fault; doubles from then on
 * @param tries of one request, the first included
 */
record Timing(Duration connect, Duration response, Duration stall, Duration firstPause, int tries) {

    static final Timing STANDARD = new Timing(
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1), 8);
}
