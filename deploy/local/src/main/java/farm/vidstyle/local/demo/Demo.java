package farm.vidstyle.local.demo;

import farm.vidstyle.farm.id.EditId;
import farm.vidstyle.farm.id.VideoId;
import farm.vidstyle.farm.topic.Json;
import farm.vidstyle.local.cli.Progress;
import farm.vidstyle.local.client.EditView;
import farm.vidstyle.local.client.FarmClient;
import farm.vidstyle.video.sheet.ContactSheet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Uploads the samples, makes every edit of them, and leaves the clips, a sheet of their frames and a report in a folder.
 * It speaks to the farm through its front door only.
 */
public final class Demo {
    private static final int SHEET_FRAMES = 8;
    private static final int SHEET_FRAME_HEIGHT = 128;
    private static final double MILLIS = 1000.0;

    private final FarmClient farm;
    private final Path out;
    private final Progress progress;

    public Demo(FarmClient farm, Path out, Progress progress) {
        this.farm = farm;
        this.out = out;
        this.progress = progress;
    }

    /** Leaves {@code NAME.mp4} for every edit, {@code sheet.png} and {@code report.json}. */
    public void run() throws IOException {
        Files.createDirectories(out);
        List<Path> samples = Samples.render(out.resolve("samples"));
        List<VideoId> videos = new ArrayList<>();
        for (Path sample : samples) {
            videos.add(farm.upload(sample, "demo"));
            progress.say("uploaded " + sample.getFileName() + " as " + videos.get(videos.size() - 1));
        }
        Map<DemoEdit, EditId> edits = new LinkedHashMap<>();
        Instant submitted = Instant.now();
        for (DemoEdit edit : DemoEdit.ALL) {
            edits.put(edit, farm.submit(edit.of(videos), videos.get(0) + "-" + edit.kind()));
        }
        ContactSheet sheet = new ContactSheet(SHEET_FRAME_HEIGHT);
        for (Path sample : samples) {
            sheet = sheet.row(name(sample), Clips.spread(sample, SHEET_FRAMES));
        }
        List<DemoReport.Entry> entries = new ArrayList<>();
        for (Map.Entry<DemoEdit, EditId> edit : edits.entrySet()) {
            Path clip = out.resolve(edit.getKey().kind() + ".mp4");
            entries.add(finish(edit.getKey(), edit.getValue(), submitted, clip));
            sheet = sheet.row(label(edit.getKey(), samples), Clips.spread(clip, SHEET_FRAMES));
        }
        try (OutputStream png = Files.newOutputStream(out.resolve("sheet.png"))) {
            sheet.writePng(png);
        }
        Json.EVENTS
                .writerWithDefaultPrettyPrinter()
                .writeValue(out.resolve("report.json").toFile(), new DemoReport(entries));
    }

    private DemoReport.Entry finish(DemoEdit edit, EditId id, Instant submitted, Path clip) throws IOException {
        EditView end =
                farm.follow(id, status -> progress.show(edit.kind(), status)).requireSuccess();
        farm.clip(id, clip);
        Map<String, Double> seconds = new LinkedHashMap<>();
        if (end.computeSeconds() != null) {
            seconds.putAll(end.computeSeconds());
        }
        seconds.put("total", Duration.between(submitted, Instant.now()).toMillis() / MILLIS);
        progress.event(Map.of("edit", edit.kind(), "clip", clip.toString()));
        return new DemoReport.Entry(
                edit.kind(), end.state(), Clips.frames(clip), clip.getFileName().toString(), seconds);
    }

    private static String label(DemoEdit edit, List<Path> samples) {
        String content = name(samples.get(edit.source()));
        return edit.source() == edit.driver()
                ? edit.kind() + " of " + content
                : edit.kind() + ": " + content + " moves like " + name(samples.get(edit.driver()));
    }

    private static String name(Path sample) {
        return sample.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
