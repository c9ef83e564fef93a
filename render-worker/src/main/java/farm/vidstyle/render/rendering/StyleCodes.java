package farm.vidstyle.render.rendering;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import farm.vidstyle.farm.edit.Content;
import farm.vidstyle.farm.edit.Style;
import farm.vidstyle.farm.event.SegmentRequested;
import farm.vidstyle.farm.id.ModelRef;
import farm.vidstyle.farm.work.PermanentFailure;
import farm.vidstyle.networks.bundle.ModelBundle;

/**
 * The style of an edit in CLIP space: how the content's picture looks, plus the step from one description to another,
 * {@code clipImage(G(wC)) + strength * (clipText(to) - clipText(from))}. One picture and two sentences an edit, shared by
 * its segments.
 */
final class StyleCodes {
    private static final int KEPT = 64;

    private final Recent<Key, float[]> recent = new Recent<>(KEPT);

    private record Key(Content content, ModelRef model, Style style) {}

    /** [1, E], owned by the content's manager. */
    NDArray of(SegmentRequested request, ModelBundle model, NDArray content) throws Exception {
        float[] values = recent.get(
                new Key(request.content(), request.model(), request.style()),
                () -> style(request.style(), model, content));
        return content.getManager().create(values).expandDims(0);
    }

    private static float[] style(Style style, ModelBundle model, NDArray content) throws PermanentFailure {
        try (NDManager scope = content.getManager().newSubManager()) {
            scope.tempAttachAll(content);
            NDArray look = model.clip().imageFeatures(model.generate(content)); // [1, E]
            if (!style.isNone()) {
                NDArray step = text(model, scope, style.to()).sub(text(model, scope, style.from()));
                look = look.add(step.mul(style.strength()));
            }
            return look.toFloatArray();
        }
    }

    private static NDArray text(ModelBundle model, NDManager manager, String sentence) throws PermanentFailure {
        try {
            return model.clip().textFeatures(manager, sentence);
        } catch (IllegalArgumentException e) { // too long for this model: only its tokenizer can tell
            throw new PermanentFailure("style: " + e.getMessage(), e);
        }
    }
}
