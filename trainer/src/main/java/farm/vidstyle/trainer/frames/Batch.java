package farm.vidstyle.trainer.frames;

import java.util.List;

/** The videos and frame numbers of one step; the numbers are the same in all of them, ascending. */
public record Batch(List<TrainingVideo> videos, List<Integer> numbers) {

    public Batch {
        videos = List.copyOf(videos);
        numbers = List.copyOf(numbers);
    }

    /** In the model's terms. */
    public double[] frameNumbers() {
        return numbers.stream().mapToDouble(Integer::doubleValue).toArray();
    }

    public List<String> captions() {
        return videos.stream().map(TrainingVideo::caption).toList();
    }

    @Override
    public String toString() {
        return "videos " + videos.stream().map(TrainingVideo::name).toList() + " at frames " + numbers;
    }
}
