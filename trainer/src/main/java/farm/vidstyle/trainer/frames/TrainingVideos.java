package farm.vidstyle.trainer.frames;

import farm.vidstyle.trainer.frames.TrainingVideo.FrameFiles;
import farm.vidstyle.trainer.layout.FrameFolder;
import farm.vidstyle.trainer.layout.VideoList;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the frames, codes and captions of the videos on a list, and everything that is missing. */
public final class TrainingVideos {

    private static final int FEWEST_FRAMES = 2;
    private static final int NAMES_SHOWN = 3;

    private final DataSettings settings;
    private final boolean captionsWanted;
    private final List<String> problems = new ArrayList<>();
    private final List<String> uncaptioned = new ArrayList<>();

    private TrainingVideos(DataSettings settings, boolean captionsWanted) {
        this.settings = settings;
        this.captionsWanted = captionsWanted;
    }

    /**
     * All videos of the list, in its order.
     *
     * @param captionsWanted false: every caption is "None", as in the reference, and text has no say
     * @throws DataException with every problem of every video
     */
    public static List<TrainingVideo> read(DataSettings settings, boolean captionsWanted) {
        return new TrainingVideos(settings, captionsWanted).all();
    }

    private List<TrainingVideo> all() {
        List<TrainingVideo> videos = new ArrayList<>();
        for (String name : names()) {
            video(name).ifPresent(videos::add);
        }
        if (!uncaptioned.isEmpty()) {
            problems.add(uncaptioned.size() + " videos have no sentence in " + FrameFolder.CAPTION + ", as "
                    + uncaptioned.subList(0, Math.min(NAMES_SHOWN, uncaptioned.size()))
                    + "; write one into the folder of the frames or of the codes, or train without captions");
        }
        if (problems.isEmpty() && videos.size() < settings.batch()) {
            problems.add("it names " + videos.size() + " videos; a batch needs " + settings.batch());
        }
        if (problems.isEmpty()) {
            requireCommonFrames(videos);
        }
        if (!problems.isEmpty()) {
            throw DataException.of("the videos of " + settings.videoList() + " cannot be used", problems);
        }
        return videos;
    }

    private List<String> names() {
        try {
            List<String> names = VideoList.read(settings.videoList());
            Set<String> seen = new TreeSet<>();
            names.stream()
                    .filter(name -> !seen.add(name))
                    .forEach(name -> problems.add("'" + name + "' is on it more than once"));
            return List.copyOf(new LinkedHashSet<>(names));
        } catch (CharacterCodingException e) {
            throw new DataException("the list " + settings.videoList() + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw new DataException("the list of videos " + settings.videoList() + " cannot be read: " + reason(e), e);
        }
    }

    private Optional<TrainingVideo> video(String name) {
        try {
            Path folder = settings.frameRoot().resolve(name);
            boolean inside = folder.normalize().startsWith(settings.frameRoot().normalize())
                    && !folder.normalize().equals(settings.frameRoot().normalize());
            if (!inside || !Files.isDirectory(folder)) {
                problems.add("there is no folder '" + name + "' in " + settings.frameRoot());
                return Optional.empty();
            }
            NavigableMap<Integer, FrameFiles> frames = frames(name, FrameFolder.read(folder));
            return Optional.of(new TrainingVideo(name, frames, caption(name)));
        } catch (IOException | InvalidPathException e) {
            problems.add(name + " cannot be read: " + reason(e));
            return Optional.empty();
        }
    }

    private NavigableMap<Integer, FrameFiles> frames(String name, FrameFolder folder) {
        NavigableMap<Integer, FrameFiles> files = new TreeMap<>();
        List<String> without = new ArrayList<>();
        List<FrameFolder.Frame> frames = folder.frames()
                .subList(
                        Math.min(settings.rule().skip(), folder.frames().size()),
                        folder.frames().size());
        for (FrameFolder.Frame frame : frames) {
            Path code = frame.code(settings.codeRoot().resolve(name));
            if (!Files.isRegularFile(code)) {
                without.add(code.getFileName().toString());
            }
            FrameFiles other =
                    files.put(frame.number() - frames.get(0).number(), new FrameFiles(frame.picture(), code));
            if (other != null) {
                problems.add(frame.picture() + " has the number of "
                        + other.picture().getFileName());
            }
        }
        if (files.size() < FEWEST_FRAMES) {
            problems.add(name + " has " + folder.frames().size() + " frames, of which "
                    + settings.rule().skip() + " are skipped; expected at least " + FEWEST_FRAMES + " more");
        }
        if (!without.isEmpty()) {
            problems.add(name + " lacks " + without.size() + " codes in " + settings.codeRoot() + ", as "
                    + without.subList(0, Math.min(NAMES_SHOWN, without.size())));
        }
        return files;
    }

    private String caption(String name) throws IOException {
        if (!captionsWanted) {
            return TrainingVideo.NO_CAPTION;
        }
        for (Path root : List.of(settings.frameRoot(), settings.codeRoot())) {
            Path file = root.resolve(name).resolve(FrameFolder.CAPTION);
            Optional<String> sentence = Files.isRegularFile(file)
                    ? Files.readString(file)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .findFirst()
                    : Optional.empty();
            if (sentence.isPresent()) {
                return sentence.get();
            }
        }
        uncaptioned.add(name);
        return TrainingVideo.NO_CAPTION;
    }

    /** Any batch shares frames if all videos do; where they do not, the video that ends it is named. */
    private void requireCommonFrames(List<TrainingVideo> videos) {
        Set<Integer> common = new TreeSet<>(videos.get(0).frames().keySet());
        for (TrainingVideo video : videos) {
            Set<Integer> before = new TreeSet<>(common);
            common.retainAll(video.frames().keySet());
            if (settings.batch() > 1 && common.size() < FEWEST_FRAMES) {
                problems.add("the frames of a batch must have common numbers; those of " + video.name() + " ("
                        + shown(video.frames().keySet()) + ") and of the videos before it (" + shown(before)
                        + ") have " + common.size());
                return;
            }
        }
    }

    private static String shown(Set<Integer> numbers) {
        List<Integer> first = numbers.stream().limit(2 * NAMES_SHOWN).toList();
        return first.toString().replaceAll("[\\[\\]]", "") + (numbers.size() > first.size() ? ", …" : "");
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
