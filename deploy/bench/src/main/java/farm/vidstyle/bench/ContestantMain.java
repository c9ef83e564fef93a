package farm.vidstyle.bench;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import farm.vidstyle.networks.torchscript.Gradients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The process of a contestant: answers the lines {@code measure}, {@code paint FILE}, {@code alike} and {@code memory} until there are no
 * more.
 */
final class ContestantMain {
    static final String BYTES = "bytes";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path STATUS = Path.of("/proc/self/status");

    private ContestantMain() {}

    public static void main(String[] arguments) {
        PrintStream answers = System.out;
        System.setOut(System.err); // whatever a library says must not stand among the answers
        List<String> words = Arrays.asList(arguments);
        Gradients.off(() -> {
            try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
                DecoderPlan plan = DecoderPlan.of(words.subList(1, words.size()));
                serve(Entrant.valueOf(words.get(0)).open(plan, manager), answers);
            } catch (IOException e) {
                throw new UncheckedIOException("contestant " + words + " cannot go on", e);
            }
            return words;
        });
    }

    private static void serve(Contestant contestant, PrintStream answers) throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            answers.println(JSON.writeValueAsString(answer(contestant, question.split(" ", 2))));
            answers.flush();
        }
    }

    private static Object answer(Contestant contestant, String... question) throws IOException {
        return switch (question[0]) {
            case "measure" -> contestant.measure();
            case "memory" -> Map.of(BYTES, peakMemory());
            case "paint" -> ((DecoderContestant) contestant).paint(Path.of(question[1]));
            case "alike" -> ((DecoderContestant) contestant).alike();
            default ->
                throw new IllegalArgumentException(
                        "question is '" + question[0] + "'; expected measure, memory, paint or alike");
        };
    }

    /** The most that has been resident. */
    private static long peakMemory() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no VmHWM in " + STATUS));
    }
}
