package farm.vidstyle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A contestant seen from outside: a JVM that answers one line to each line it is told. */
final class ContestantProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    /** The launcher's, so that what is measured is what runs; a caller's own settings go first. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "THP_MEM_ALLOC_ENABLE", "1",
            "MKL_CBWR", "AUTO",
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "1073741824",
            "MALLOC_TRIM_THRESHOLD_", "1073741824");

    private final Entrant entrant;
    private final Process process;
    private final BufferedReader answers;
    private final Path complaints;

    private ContestantProcess(Entrant entrant, Process process, Path complaints) {
        this.entrant = entrant;
        this.process = process;
        this.complaints = complaints;
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static ContestantProcess start(Entrant entrant, DecoderPlan plan) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                ContestantMain.class.getName(),
                entrant.name()));
        command.addAll(plan.words());
        try {
            Path complaints = Files.createTempFile("vidstyle-bench-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(complaints.toFile());
            ENVIRONMENT.forEach(builder.environment()::putIfAbsent);
            builder.environment().put("DJL_OFFLINE", "true");
            return new ContestantProcess(entrant, builder.start(), complaints);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0) + " for " + entrant, e);
        }
    }

    /** Waits for the answer. */
    String ask(String question) {
        try {
            process.outputWriter(StandardCharsets.UTF_8).write(question + "\n");
            process.outputWriter(StandardCharsets.UTF_8).flush();
            String answer = answers.readLine();
            if (answer != null) {
                return answer;
            }
        } catch (IOException e) {
            throw new IllegalStateException(entrant + " ended at '" + question + "': " + lastWords(), e);
        }
        throw new IllegalStateException(entrant + " ended at '" + question + "': " + lastWords());
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // asks it to end
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(complaints);
        } catch (IOException e) {
            process.destroyForcibly(); // it had ended, or its pipe had: nothing else is left to do
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(complaints);
            return String.join("; ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "it left no word (" + e.getMessage() + ")";
        }
    }
}
