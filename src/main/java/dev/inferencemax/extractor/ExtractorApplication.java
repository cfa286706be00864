package dev.inferencemax.extractor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. */
@SpringBootApplication
public class ExtractorApplication {

    public static void main(String[] args) {
        System.exit(SpringApplication.exit(SpringApplication.run(ExtractorApplication.class, args)));
    }
}
