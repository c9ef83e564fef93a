package farm.vidstyle.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The decoder beside the machine's convolution peak and beside the official formulation, in float32 and bfloat16. */
public final class DecoderBenchmark implements AutoCloseable {
    private static final int FEWEST_ROUNDS = 3;
    private static final double SHARE_OF_PEAK = 0.75;
    private static final double SPEED_UP = 2.8;
    private static final double GIGABYTES = 2;
    private static final double DIFFERENCE = 1e-4;
    private static final JsonMapper JSON = new JsonMapper();

    private final DecoderPlan plan;
    private final Consumer<String> progress;
    private final Map<Entrant, ContestantProcess> processes = new EnumMap<>(Entrant.class);

    private DecoderBenchmark(DecoderPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures; {@code progress} hears a sentence now and then. */
    public static List<Figure> run(DecoderPlan plan, Consumer<String> progress) throws IOException {
        try (DecoderBenchmark benchmark = new DecoderBenchmark(plan, progress)) {
            return benchmark.run();
        }
    }

    private List<Figure> run() throws IOException {
        progress.accept("starting a process for each of " + List.of(Entrant.values()) + " …");
        for (Entrant entrant : Entrant.values()) {
            processes.put(entrant, ContestantProcess.start(entrant, plan));
        }
        for (Entrant entrant : Entrant.values()) {
            measure(entrant);
        }
        Rounds rounds = measure();
        progress.accept("comparing pixels …");
        return figures(rounds);
    }

    private Rounds measure() throws JsonProcessingException {
        List<Map<Entrant, Map<String, Double>>> rounds = new ArrayList<>();
        long end = System.nanoTime() + plan.time().toNanos();
        while (rounds.size() < FEWEST_ROUNDS || System.nanoTime() < end) {
            Map<Entrant, Map<String, Double>> round = new EnumMap<>(Entrant.class);
            for (Entrant entrant : Entrant.values()) {
                round.put(entrant, measure(entrant));
            }
            rounds.add(round);
            progress.accept("round " + rounds.size() + ": " + round);
        }
        return new Rounds(rounds);
    }

    private Map<String, Double> measure(Entrant entrant) throws JsonProcessingException {
        return numbers(entrant, "measure");
    }

    private List<Figure> figures(Rounds rounds) throws IOException {
        double flops = FrameWork.flops(plan.generator());
        double product = rounds.milliseconds(Entrant.PRODUCT);
        double bfloat16 = rounds.milliseconds(Entrant.PRODUCT_BFLOAT16);
        double peak = rounds.gflops(ConvolutionPeak.FLOAT32);
        double reference = rounds.milliseconds(Entrant.REFERENCE);
        boolean alike = Boolean.parseBoolean(processes.get(Entrant.PRODUCT).ask("alike"));
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("convolution.peak.float32", peak, "Gflop/s"));
        figures.add(Figure.of("convolution.peak.bfloat16", rounds.gflops(ConvolutionPeak.BFLOAT16), "Gflop/s"));
        figures.add(Figure.of("decoder.work", flops / 1e9, "Gflop"));
        figures.add(Figure.of("decoder.throughput", flops / 1e6 / product, "Gflop/s")
                .beside(peak, rounds.shareOfPeak(Entrant.PRODUCT, flops))
                .atLeast(SHARE_OF_PEAK));
        figures.add(Figure.of("decoder.frame", product, "ms")
                .beside(reference, rounds.speedUp(Entrant.PRODUCT, Entrant.REFERENCE))
                .atLeast(SPEED_UP));
        figures.addAll(comparePictures());
        figures.add(Figure.of("decoder.alike", alike ? 1 : 0, "of 1").atLeast(1));
        figures.add(Figure.of("decoder.frame.bfloat16", bfloat16, "ms")
                .beside(product, rounds.speedUp(Entrant.PRODUCT_BFLOAT16, Entrant.PRODUCT)));
        double most = gigabytes(Entrant.REFERENCE);
        double mine = gigabytes(Entrant.PRODUCT);
        figures.add(Figure.of("decoder.memory", mine, "GB")
                .beside(most, most / mine)
                .atMost(GIGABYTES));
        figures.add(Figure.of("decoder.memory.bfloat16", gigabytes(Entrant.PRODUCT_BFLOAT16), "GB"));
        return figures;
    }

    private List<Figure> comparePictures() throws IOException {
        Path folder = Files.createTempDirectory("vidstyle-bench");
        Map<Entrant, Path> files = new EnumMap<>(Entrant.class);
        try {
            for (Entrant entrant : List.of(Entrant.REFERENCE, Entrant.PRODUCT, Entrant.PRODUCT_BFLOAT16)) {
                files.put(entrant, folder.resolve(entrant.name()));
                processes.get(entrant).ask("paint " + files.get(entrant));
            }
            Pictures product = Pictures.compare(files.get(Entrant.PRODUCT), files.get(Entrant.REFERENCE));
            Pictures bfloat16 = Pictures.compare(files.get(Entrant.PRODUCT_BFLOAT16), files.get(Entrant.PRODUCT));
            return List.of(
                    Figure.of("decoder.difference", product.maximum(), "of range")
                            .atMost(DIFFERENCE),
                    Figure.of("decoder.psnr.bfloat16", bfloat16.psnr(), "dB"));
        } finally {
            for (Path file : files.values()) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }
    }

    private double gigabytes(Entrant entrant) throws JsonProcessingException {
        return numbers(entrant, "memory").get(ContestantMain.BYTES) / 1e9;
    }

    private Map<String, Double> numbers(Entrant entrant, String question) throws JsonProcessingException {
        return JSON.readValue(processes.get(entrant).ask(question), new TypeReference<>() {});
    }

    @Override
    public void close() {
        processes.values().forEach(ContestantProcess::close);
    }
}
